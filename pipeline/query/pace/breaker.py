"""When a model is asked no more, since nothing that is sent is answered. Pure."""

from dataclasses import dataclass
from typing import Final

from pipeline.errors import CallError, MalformedError, TransientError
from pipeline.query.pace.retry import MAX_ASKED_S

IN_A_ROW: Final = 3
"""One refusal may be a service's slip; a third says that someone has to mend it."""
_LASTING: Final = frozenset({"auth", "quota_exhausted", "not_found"})
PUSHED_BACK: Final = frozenset({"connect", "rate_limited", "overloaded"})
"""What passes, as a rule: a server that starts anew, a minute that is used up."""
_UNTOLD: Final = frozenset({"timeout", "disconnected"})
"""What tells nothing: a server that is away is silent too, or hangs up."""
PASSES_S: Final = 90.0
"""More than the minute of a quota; what is not over by then is taken to last."""


@dataclass(frozen=True, slots=True)
class Closed:
    """Calls that are not sent, since others like them had no answer."""

    models: tuple[str, ...]
    calls: int
    kind: str
    message: str
    passes: bool = False
    """As a rule it does: the model was given time for that."""

    def __str__(self) -> str:
        said = " ".join(self.message.split())
        over = f" or more, over {PASSES_S:g} s at the least," if self.passes else ""
        return (
            f"{', '.join(self.models)}: {IN_A_ROW} calls in a row{over} ended with "
            f"{self.kind}: {said}; {self.calls:,} calls are not sent; mend it and run "
            "again, what is answered is kept; those that failed need --retry-failed"
        )


class Breaker:
    """It counts the calls in a row that no later call could fare better than."""

    def __init__(self) -> None:
        self.why: CallError | None = None
        """The last refusal of those that were too many; then it stays so."""
        self._refused = 0
        self._given_up = 0
        self._pushed_back_at: float | None = None

    def heard(self, error: CallError | None, now: float) -> None:
        """Take note of how an attempt ended.

        A 500 or what cannot be read shows that the server is there, and nothing of a
        key: it ends the row of those given up, not that of those refused. An answer,
        or any other rejection, ends both.
        """
        if error is not None and lasts(error):
            self._refused += 1
            if self._refused >= IN_A_ROW:
                self.why = self.why or error
        elif isinstance(error, TransientError) and error.kind in PUSHED_BACK:
            if self._pushed_back_at is None:
                self._pushed_back_at = now
        elif error is None or error.kind not in _UNTOLD:
            self._given_up = 0
            self._pushed_back_at = None
            if not isinstance(error, TransientError | MalformedError):
                self._refused = 0

    def gave_up(self, error: CallError | None, now: float) -> None:
        """Take note that a call is not tried again, and what its last attempt met.

        Attempts alone say little of what passes: a server that starts anew refuses
        many in a second.
        """
        if error is None or error.kind not in PUSHED_BACK:
            return
        self._given_up += 1
        began = now if self._pushed_back_at is None else self._pushed_back_at
        if self._given_up >= IN_A_ROW and now - began >= PASSES_S:
            self.why = self.why or error


def lasts(error: CallError) -> bool:
    """Tell whether someone has to mend it, and no waiting will."""
    if error.kind in _LASTING:
        return True
    asked_s = error.retry_after_s if isinstance(error, TransientError) else None
    return asked_s is not None and asked_s > MAX_ASKED_S
