"""The scripted models behind one door: a request in, a script out, the truth logged."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from threading import Lock
from typing import Final

from pydantic import ValidationError

from pipeline import tokens
from pipeline.records import Question
from pipeline.simulate.answering import Call, answered
from pipeline.simulate.batches import Batches
from pipeline.simulate.counting import counter_of, read_counted
from pipeline.simulate.dialects import dialect_of
from pipeline.simulate.dialects.base import (
    Asked,
    Dialect,
    ReadError,
    Trouble,
    encoded,
)
from pipeline.simulate.exchange import Ending, Request, Script, Served, Write
from pipeline.simulate.framing import NO_HEADERS, read_answer, whole
from pipeline.simulate.gold import Gold
from pipeline.simulate.listing import LISTS
from pipeline.simulate.prefixes import Prefixes
from pipeline.simulate.scenario import ModelScript, Scenario
from pipeline.simulate.truth import Known, Note, Truth, truth

BYTES_PER_TOKEN: Final = 4.5
"""Of English in o200k_base; close to it for Chinese in UTF-8 too."""
_REMEMBERED: Final = 100_000  # prompts, each by its digest

Log = Callable[[Truth], None]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was served."""

    requests: int
    outcomes: tuple[tuple[str, str, int], ...]
    """Model, what became of its calls, and how many."""
    lateness_s: float
    """Of the latest write of all."""


class Simulator:
    """Give `answer` and `observe` to a `Server`.

    Both may be called from two threads. What it keeps of a prompt is its digest.
    """

    def __init__(
        self,
        scenario: Scenario,
        questions: Sequence[Question],
        log: Log | None = None,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._scenario = scenario
        self._gold = Gold(questions)
        self._log = log
        self._now = now
        self._lock = Lock()
        self._number = 0
        self._calls: Counter[str] = Counter()
        self._attempts: Counter[tuple[str, str]] = Counter()
        self._counted: OrderedDict[str, int] = OrderedDict()
        self._prefixes = Prefixes()
        self._batches = Batches(self._play, now, scenario.batch_s)
        self._outcomes: Counter[tuple[str, str]] = Counter()
        self._lateness_s = 0.0
        if scenario.exact_tokens_below:
            tokens.encoding()  # loads its vocabulary now, not in the first call

    def answer(self, request: Request) -> Script:
        with self._lock:
            self._number += 1
            number = self._number
        dialect = dialect_of(request.path)
        if dialect is None:
            return self._elsewhere(number, request)
        try:
            asked = dialect.read(request.path, request.body)
        except (ReadError, ValidationError) as error:
            known = Known(number=number, dialect=dialect.name, status=400)
            return _no(
                known.model_copy(update={"fault": "bad_request"}), dialect, error
            )
        script = self._scenario.model(asked.model)
        if script is None:
            known = Known(
                number=number, dialect=dialect.name, status=404, fault="not_found"
            )
            return _no(known, dialect, f"The model {asked.model!r} does not exist")
        return answered(self._call(number, dialect, asked, script))

    def observe(self, served: Served) -> None:
        row = truth(served)
        kind = row.verdict or row.fault or str(row.status)
        with self._lock:
            self._outcomes[row.model or row.path, kind] += 1
            self._lateness_s = max(self._lateness_s, row.lateness_s)
        if self._log is not None:
            self._log(row)

    @property
    def tally(self) -> Tally:
        with self._lock:
            outcomes = sorted((m, k, n) for (m, k), n in self._outcomes.items())
            return Tally(self._outcomes.total(), tuple(outcomes), self._lateness_s)

    def count(self, prompt: str, data: bytes, prompt_id: str) -> int:
        """Return the reference tokens of a prompt; of a long one, guessed."""
        if len(data) >= self._scenario.exact_tokens_below:
            return max(1, round(len(data) / BYTES_PER_TOKEN))
        with self._lock:
            known = self._counted.get(prompt_id)
        if known is not None:
            return known
        found = tokens.count(prompt)
        with self._lock:
            self._counted[prompt_id] = found
            if len(self._counted) > _REMEMBERED:
                self._counted.popitem(last=False)
        return found

    def _elsewhere(self, number: int, request: Request) -> Script:
        """Answer what is no call of a model: counts, lists, batches."""
        known = Known(number=number, status=200)
        if reply := self._batches.handle(request):
            return _plain(known.model_copy(update={"status": reply.status}), *reply[1:])
        if request.method == "GET" and (listed := LISTS.get(request.path)):
            return _plain(known, encoded(listed(self._scenario)))
        counter = counter_of(request.path)
        if counter is None:
            gone = known.model_copy(update={"status": 404, "fault": "not_found"})
            message = f"no {request.path} here"
            return _plain(gone, encoded({"error": {"message": message}}))
        try:
            model, text = read_counted(request.path, request.body)
        except ValidationError as error:
            bad = known.model_copy(update={"status": 400, "fault": "bad_request"})
            return _plain(bad, encoded({"error": {"message": str(error)}}))
        script = self._scenario.model(model) or ModelScript()
        data = text.encode("utf-8", "replace")
        size = self.count(text, data, sha256(data).hexdigest()[:32])
        own = max(1, round(size * script.token_ratio))
        counted = known.model_copy(update={"model": model, "prompt_tokens": own})
        return _plain(counted, encoded(counter(own, script)))

    def _play(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Answer one request of a batch; it is logged like any other."""
        request = Request(path, NO_HEADERS, body, 0.0, 0)
        script = self.answer(request)
        self.observe(Served(request, script, (), Ending.KEEP))
        return read_answer(b"".join(write.data for write in script.writes))

    def _call(
        self, number: int, dialect: Dialect, asked: Asked, script: ModelScript
    ) -> Call:
        data = asked.prompt.encode("utf-8", "replace")
        prompt_id = sha256(data).hexdigest()[:32]
        size = self.count(asked.prompt, data, prompt_id)
        with self._lock:
            self._calls[asked.model] += 1
            self._attempts[asked.model, prompt_id] += 1
            call = self._calls[asked.model]
            attempt = self._attempts[asked.model, prompt_id]
            seen = self._prefixes.cached(asked.model, data) if script.cache else 0
        return Call(
            number=number,
            dialect=dialect,
            asked=asked,
            script=script,
            gold=self._gold,
            seed=self._scenario.seed,
            prompt_id=prompt_id,
            tokens=size,
            cached_share=seen / max(1, len(data)),
            call=call,
            attempt=attempt,
            now=self._now(),
        )


def _no(known: Known, dialect: Dialect, why: object) -> Script:
    status = known.status or 400
    body = encoded(dialect.trouble(Trouble.BAD_REQUEST, str(why), status))
    return _plain(known, body)


def _plain(known: Known, body: bytes, media_type: str = "application/json") -> Script:
    ids = {"x-request-id": f"sim-{known.number:06}"}
    data = whole(known.status or 200, body, ids, media_type)
    return Script((Write(0.0, data),), note=Note(known))
