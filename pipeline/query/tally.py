"""Count calls as they are committed, and say what is done and what it cost."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.progress import Progress
from pipeline.query.due import Ended
from pipeline.query.pace.breaker import Closed
from pipeline.query.pace.budget import Shortfall, shown
from pipeline.query.pace.ledger import Ledger
from pipeline.query.rows import Finished
from pipeline.records import Outcome, Planned


@dataclass(frozen=True, slots=True)
class RunResult:
    outcomes: Mapping[Outcome, int]
    """Of every call the plan sends, whether it was made now or before."""
    sent: int
    already_finished: int
    shortfall: Shortfall | None = None
    """Why calls were left unsent: the budget did not suffice."""
    failures: Mapping[str, "Failures"] = field(default_factory=dict[str, "Failures"])
    """By kind of error, of the calls that were made now."""
    closed: Sequence[Closed] = ()
    """Why others were: their models refuse every call."""


class Failures(NamedTuple):
    """How many calls failed by one kind of error."""

    calls: int
    message: str
    """What the first of them was told."""


@dataclass(frozen=True, slots=True)
class Work:
    known: Mapping[str, Ended]
    """By call id, how each ended that ended before."""
    due: Sequence[Planned]
    """In the order of the run."""
    again: Collection[str]
    """Those that ended before and are made again."""


class Tally:
    def __init__(self, work: Work, ledger: Ledger, progress: Progress) -> None:
        self._outcomes = {row.id: row.outcome for row in work.known.values()}
        self._models = {one.call: one.model for one in work.due}
        self._ledger = ledger
        self._already = len(work.known) - len(work.again)
        self._total = self._already + len(work.due)
        self.sent = 0
        self._failures: dict[str, Failures] = {}
        self._progress = progress
        if self._already:
            progress(self._already, self._total, "already finished")

    def committed(self, done: Finished) -> None:
        self._outcomes[done.call.id] = done.call.outcome
        self.sent += 1
        what = self._models[done.call.id]
        if done.call.outcome is Outcome.FAILED:
            kind = done.call.error or "unknown"
            self._note_failure(kind, done.call.message or "")
            what += f": {kind}"
        self._tell(what)

    def stands_still(self, waited_for: str) -> None:
        """Say what is waited for, though nothing has ended since the last word."""
        self._tell(waited_for)

    def result(self, short: Shortfall | None, closed: Sequence[Closed]) -> RunResult:
        outcomes = Counter(self._outcomes.values())
        return RunResult(
            outcomes, self.sent, self._already, short, self._failures, closed
        )

    def _note_failure(self, kind: str, message: str) -> None:
        calls, first = self._failures.get(kind, (0, message))
        self._failures[kind] = Failures(calls + 1, first)

    def _tell(self, what: str) -> None:
        failed = sum(one.calls for one in self._failures.values())
        parts = [self._money(), f"{failed:,} failed" if failed else "", what]
        note = ", ".join(filter(None, parts))
        self._progress(self._already + self.sent, self._total, note)

    def _money(self) -> str:
        ledger = self._ledger
        gone = ledger.spent_usd + ledger.unknown_usd
        if ledger.cap_usd is not None:
            return f"{shown(gone)} of {shown(ledger.cap_usd)}"
        return shown(gone) if gone else ""
