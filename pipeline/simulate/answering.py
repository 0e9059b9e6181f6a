"""One call of a scripted model: from what was asked to the script of the answer."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from pipeline.records import Question
from pipeline.simulate import replies
from pipeline.simulate.deciding import Case, Decided, Scripted, decide
from pipeline.simulate.dialects.base import (
    Asked,
    Counts,
    Dialect,
    Finish,
    Json,
    Said,
    encoded,
)
from pipeline.simulate.dice import Dice
from pipeline.simulate.drafting import Draft, Tempo, draft, finished, refused
from pipeline.simulate.exchange import Script
from pipeline.simulate.faults import CHANGES, HARMLESS, REFUSALS, Context
from pipeline.simulate.gold import Gold, Shown, Sight, look
from pipeline.simulate.judging import Graded, graded, verdict
from pipeline.simulate.retry_forms import Asking, asking
from pipeline.simulate.scenario import (
    Beyond,
    Fault,
    FaultKind,
    ModelScript,
    Reported,
)
from pipeline.simulate.truth import Known, Note
from pipeline.simulate.wordings import WORDINGS

_PIECE = re.compile(r".{1,4}", re.DOTALL)
_THOUGHTS: Final = (
    *("The ", "question ", "asks ", "for ", "one ", "thing. ", "Look ", "at "),
    *("each ", "passage ", "again, ", "then ", "compare. "),
)
_WAITING: Final = frozenset(
    {FaultKind.RATE_LIMITED, FaultKind.UNAVAILABLE, FaultKind.OVERLOADED}
)
_UNCAPPED: Final = 1_000_000
_MOST_EVENTS: Final = 20_000
"""A cap may be of 131,072 tokens; no more than this are written one by one."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request with all that its answer depends on."""

    number: int
    dialect: Dialect
    asked: Asked
    script: ModelScript
    gold: Gold
    seed: int
    prompt_id: str
    tokens: int
    """Of the prompt, in reference tokens."""
    cached_share: float
    call: int
    """How many requests this model has had, this one included."""
    attempt: int
    """How many of them had this prompt."""
    now: datetime

    @property
    def id(self) -> str:
        return f"sim-{self.number:06}"

    @property
    def own_tokens(self) -> int:
        return max(1, round(self.tokens * self.script.token_ratio))

    @property
    def window(self) -> int | None:
        windows = (self.script.window, self.asked.window)
        return min((w for w in windows if w is not None), default=None)

    @property
    def dice(self) -> Dice:
        return Dice(self.seed, self.prompt_id, self.asked.model, self.attempt)

    @property
    def dropped(self) -> int:
        """Return how many of its own tokens are beyond the window."""
        return max(0, self.own_tokens - self.window) if self.window is not None else 0


@dataclass(frozen=True, slots=True)
class _Heard:
    """What the model makes of a prompt."""

    question: Question | None
    sight: Sight
    decided: Decided


def answered(call: Call) -> Script:
    script, asked = call.script, call.asked
    fault = _fault(call)
    case = graded(asked.prompt)
    question = None if case else call.gold.asked(asked.prompt)
    known = Known(
        number=call.number,
        dialect=call.dialect.name,
        model=asked.model,
        question=question.id if question else None,
        prompt_id=call.prompt_id,
        attempt=call.attempt,
        fault=fault.kind.value if fault else None,
        status=200,
        prompt_tokens=call.own_tokens,
    )
    if fault and fault.kind in REFUSALS:
        return _refuse(call, known, fault)
    if call.dropped and (script.beyond is Beyond.ERROR or not asked.may_truncate):
        return _beyond(call, known)
    heard = _judged(call, case) if case else _heard(call, question)
    tempo = _tempo(call)
    said = _said(call, heard, fault, tempo)
    laid_out = draft(said, call.dialect, tempo)
    known = known.model_copy(update=_facts(heard, said, fault))
    return _spoiled(call, known, laid_out, fault)


def _fault(call: Call) -> Fault | None:
    """Return the first fault of the script that happens to this call."""
    dice = call.dice
    for number, fault in enumerate(call.script.fault):
        late = fault.attempts is not None and call.attempt > fault.attempts
        chosen = call.call in fault.calls
        if not late and (chosen or dice.happens(f"fault {number}", fault.probability)):
            return fault
    return None


def _refuse(call: Call, known: Known, fault: Fault) -> Script:
    status, trouble, message = REFUSALS[fault.kind]
    wait = (
        asking(fault.retry_after, fault.seconds, call.now)
        if fault.kind in _WAITING
        else Asking()
    )
    body = call.dialect.trouble(trouble, message + wait.words, status)
    if wait.details:
        _add_details(body, wait.details)
    at = call.dice.drawn("headers", call.script.latency.headers)
    refusal = refused(status, encoded(body), at, wait.headers, call.id)
    return _noted(refusal, known.model_copy(update={"status": status}))


def _add_details(body: Json, details: Json) -> None:
    """Put a detail where Gemini's clients look for it, whatever the dialect."""
    named = isinstance(body.get("error"), dict)
    place: Json = body["error"] if named else body
    place["details"] = [*place.get("details", []), details]


def _beyond(call: Call, known: Known) -> Script:
    assert call.window is not None
    wording = WORDINGS[call.script.wording or call.dialect.name]
    status, body = wording(call.own_tokens, call.window)
    at = call.dice.drawn("headers", call.script.latency.headers)
    refusal = refused(status, encoded(body), at, {}, call.id)
    over = {"status": status, "fault": known.fault or "over_window"}
    return _noted(refusal, known.model_copy(update=over))


def _heard(call: Call, question: Question | None) -> _Heard:
    prompt = call.asked.prompt
    if question is None:
        decided = Decided(Scripted.UNKNOWN, replies.abstention())
        return _Heard(None, Sight(Shown.NO_DOCUMENTS), decided)
    sight, lost = look(prompt, question), False
    if call.dropped:
        prompt = prompt[: int(len(prompt) * (1 - call.dropped / call.own_tokens))]
        seen = look(prompt, question)
        lost = sight.shown is Shown.EVIDENCE and seen.shown is not Shown.EVIDENCE
    case = Case(question, sight, prompt, call.tokens, dropped=lost)
    decided = decide(case, call.script, call.gold.questions, call.dice)
    return _Heard(question, sight, decided)


def _judged(call: Call, case: Graded) -> _Heard:
    dice = Dice(call.seed, call.asked.model, *case.references, case.answer)
    decided = verdict(case, call.script.judge, dice)
    return _Heard(None, Sight(Shown.NO_DOCUMENTS), decided)


def _said(call: Call, heard: _Heard, fault: Fault | None, tempo: Tempo) -> Said:
    script = call.script
    cap = call.asked.output_cap or _UNCAPPED
    pieces, thoughts, finish = _within(call, heard.decided.reply, cap, fault)
    paces = tempo.reasoning_pace_s * thoughts, tempo.answer_pace_s * len(pieces)
    return Said(
        id=call.id,
        asked=call.asked,
        reasoning=tuple(_THOUGHTS[n % len(_THOUGHTS)] for n in range(thoughts)),
        answer=pieces,
        counts=_counts(call, len(pieces), thoughts),
        finish=finish,
        reasoning_place=script.reasoning_place,
        usage_place=script.usage_place,
        created=int(call.now.timestamp()),
        prefill_s=tempo.first_token_s - tempo.opening_s,
        speaking_s=sum(paces),
    )


def _within(
    call: Call, reply: str, cap: int, fault: Fault | None
) -> tuple[tuple[str, ...], int, Finish]:
    """Return what the cap leaves of an answer, and of the reasoning before it."""
    thoughts = round(call.dice.drawn("reasoning", call.script.latency.reasoning_tokens))
    thoughts = min(thoughts, cap, _MOST_EVENTS)
    kind = fault.kind if fault else None
    if kind is FaultKind.LENGTH:
        return (), min(cap, _MOST_EVENTS), Finish.LENGTH
    if kind is FaultKind.FILTERED_FINISH:
        return (), thoughts, Finish.FILTERED
    pieces = tuple(_PIECE.findall(reply))
    room = cap - thoughts
    finish = Finish.LENGTH if len(pieces) > room else Finish.STOP
    return pieces[:room], thoughts, finish


def _counts(call: Call, answer: int, reasoning: int) -> Counts | None:
    """Return the tokens as reported."""
    script = call.script
    if script.usage is Reported.ABSENT:
        return None
    prompt = call.own_tokens - call.dropped
    if script.usage is Reported.WRONG:
        prompt = round(prompt * script.wrong_usage_factor)
    cached = min(prompt, int(call.own_tokens * call.cached_share))
    written = prompt - cached if script.cache else 0
    return Counts(prompt, cached, answer + reasoning, reasoning, written)


def _tempo(call: Call) -> Tempo:
    latency, dice = call.script.latency, call.dice
    headers = dice.drawn("headers", latency.headers)
    opening = headers + dice.drawn("opening", latency.opening)
    read = (call.own_tokens - call.dropped) * (1 - call.cached_share) / 1000
    prefill = read * dice.drawn("prefill", latency.prefill_per_1k)
    return Tempo(
        headers_s=headers,
        opening_s=opening,
        first_token_s=opening + prefill + dice.drawn("first", latency.first_token),
        reasoning_pace_s=dice.drawn("reasoning pace", latency.reasoning_pace),
        answer_pace_s=dice.drawn("answer pace", latency.answer_pace),
    )


def _facts(heard: _Heard, said: Said, fault: Fault | None) -> dict[str, object]:
    counts = said.counts
    arrives = fault is None or fault.kind in HARMLESS
    whole = arrives and said.finish is Finish.STOP
    verdict = heard.decided.verdict.value if whole else None
    return {
        "verdict": verdict,
        "reported_prompt_tokens": counts.prompt if counts else None,
        "cached_tokens": counts.cached if counts else None,
        "cache_write_tokens": counts.written if counts else None,
        "reasoning_tokens": len(said.reasoning),
        "answer_tokens": len(said.answer),
        "depth": heard.sight.depth,
    }


def _spoiled(call: Call, known: Known, laid_out: Draft, fault: Fault | None) -> Script:
    change = CHANGES.get(fault.kind) if fault else None
    if fault and change:
        laid_out = change(laid_out, Context(fault, call.dialect))
    if not laid_out.head:
        known = known.model_copy(update={"status": None})
    return _noted(laid_out, known)


def _noted(laid_out: Draft, known: Known) -> Script:
    made = finished(laid_out)
    return replace(made.script, note=Note(known, made.marks))
