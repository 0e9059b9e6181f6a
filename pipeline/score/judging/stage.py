"""Which answers wait for a judge, and what becomes of what judges said of them.

Asking is not done here: the texts go out, and the judges' replies come in, as calls.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from pipeline.facts import same_model
from pipeline.records import HumanLabel, Judgement, Outcome, Record, Score, Verdict
from pipeline.score.judging.asking import Case, JudgePrompt, Sheet
from pipeline.score.judging.labels import CallLabel
from pipeline.score.judging.panel import (
    Heard,
    Opinion,
    Void,
    decide,
    opinion,
    scorer,
)
from pipeline.score.judging.reading import read_verdict
from pipeline.store import Store
from pipeline.values.text import shorten

BATCH: Final = 1_000
NEEDS_JUDGE: Final = "needs a judge"
NEEDS_READER: Final = "needs a reader"
"""How the reasons of the rules begin that leave an answer to somebody who can read."""


class OpenCase(Case):
    """An answer that no rule could judge, with what the rule read in it."""

    given: str | None
    wanted: str | None
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    judges: Sequence[str]
    """Model ids."""
    asked: Mapping[tuple[str, str], str]
    """By judge prompt and judge, the judge's call; none where it was not to be sent."""
    quorum: int | None = None
    """The fewest valid opinions; `None` is more than half of the judges."""


class Hearing(NamedTuple):
    """What the judges of a panel think of one answer."""

    case: Case
    opinions: tuple[Opinion, ...]
    judgements: tuple[Judgement, ...]

    @property
    def asked(self) -> bool:
        return any(one.void is not Void.UNASKED for one in self.opinions)


class Reply(Record):
    id: str
    outcome: Outcome
    error: str | None
    answer: str | None
    cost_usd: float | None


def open_cases(store: Store, run: str) -> list[OpenCase]:
    """Return the answers of a run that its rules left to a judge."""
    return store.select(
        "score_open", OpenCase, run=run, judge=NEEDS_JUDGE, reader=NEEDS_READER
    )


def labelled_cases(store: Store, labels: Sequence[CallLabel]) -> list[Case]:
    """Return the answers that people have judged, once with each gold."""
    calls = list({label.call for label in labels})
    return store.select("score_labelled", Case, calls=calls)


def keep_labels(store: Store, labels: Sequence[HumanLabel]) -> None:
    with store.transaction():
        store.insert("score_add_labels", labels)


def hearings(store: Store, sheets: Sequence[Sheet], panel: Panel) -> Iterator[Hearing]:
    """Yield what the panel thinks of each case, by the calls that have ended."""
    for start in range(0, len(sheets), BATCH):
        batch = sheets[start : start + BATCH]
        replies = replies_of(store, _calls(batch, panel))
        yield from (_hearing(sheet, panel, replies) for sheet in batch)


def replies_of(store: Store, calls: Sequence[str]) -> dict[str, Reply]:
    rows = store.select("score_replies", Reply, calls=list(calls))
    return {row.id: row for row in rows}


def heard(reply: Reply | None) -> Heard:
    """Return what a judge said; only a whole answer is read."""
    if reply is None:
        return Heard(None, "not asked", Void.UNASKED)
    if reply.outcome is not Outcome.ANSWERED:
        why = f" ({reply.error})" if reply.error else ""
        return Heard(None, f"no verdict: {reply.outcome}{why}", Void.UNANSWERED)
    read = read_verdict(reply.answer or "")
    return Heard(read.verdict, read.reason, None if read.verdict else Void.UNREADABLE)


def keep_judgements(store: Store, found: Sequence[Hearing]) -> None:
    """Store what was said of answers of this workspace; others have no call here."""
    rows = [row for one in found for row in one.judgements if row.call]
    with store.transaction():
        store.insert("score_add_judgements", rows)


def give_verdicts(
    store: Store, found: Sequence[Hearing], panel: Panel
) -> Counter[Verdict]:
    """Store a verdict on each answer that was asked about, beside its rule's."""
    scores = [
        _score(one.case, one, panel)
        for one in found
        if one.asked and isinstance(one.case, OpenCase)
    ]
    with store.transaction():
        store.insert("score_add", scores)
    return Counter(score.verdict for score in scores)


def _calls(sheets: Sequence[Sheet], panel: Panel) -> list[str]:
    return [
        call
        for sheet in sheets
        for prompt in sheet.prompts
        for judge in panel.judges
        if (call := panel.asked.get((prompt.id, judge)))
    ]


def _hearing(sheet: Sheet, panel: Panel, replies: Mapping[str, Reply]) -> Hearing:
    opinions: list[Opinion] = []
    judgements: list[Judgement] = []
    for judge in panel.judges:
        said: list[Heard] = []
        for prompt in sheet.prompts:
            call = panel.asked.get((prompt.id, judge))
            if call is None:
                said.append(Heard(None, "beyond the judge's window", Void.UNANSWERED))
                continue
            said.append(heard(replies.get(call)))
            if call in replies:
                row = _judgement(sheet.case, judge, prompt, call, said[-1])
                judgements.append(row)
        opinions.append(opinion(judge, said))
    return Hearing(sheet.case, tuple(opinions), tuple(judgements))


def _judgement(
    case: Case, judge: str, prompt: JudgePrompt, call: str, said: Heard
) -> Judgement:
    return Judgement(
        call=case.call,
        gold=case.gold,
        judge=judge,
        prompt=prompt.id,
        swapped=prompt.swapped,
        asked=call,
        verdict=said.verdict,
        reason=said.reason,
    )


def _score(case: OpenCase, found: Hearing, panel: Panel) -> Score:
    own = {j for j in panel.judges if any(same_model(j, m) for m in case.models)}
    decision = decide(found.opinions, quorum=panel.quorum, partial=own)
    return Score(
        call=case.call,
        gold=case.gold,
        scorer=scorer(panel.judges, panel.quorum),
        kind="judge",
        verdict=decision.verdict,
        reason=shorten(decision.reason),
        void=decision.void,
        given=case.given,
        wanted=case.wanted,
        cited=case.cited,
    )
