"""Judges held against people: what they said of labelled answers in, figures out."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.cli.columns import Column, table
from pipeline.cli.judge import Asked
from pipeline.query.pace.budget import shown
from pipeline.records import Record, Verdict
from pipeline.report.agreement import Agreement, ConfusionRow, Part, agreement
from pipeline.score.judging.panel import Opinion, Void, decide, scorer
from pipeline.score.judging.stage import Hearing, heard, replies_of
from pipeline.store import Store


class Calibration(Record):
    """One judge, or all of them as a panel, on answers that people have judged."""

    judge: str
    agreement: Agreement
    order: Part | None
    """Verdicts that changed with the order, of those that could be read in both;
    `None` for a panel, as are the rest."""
    unreadable: Part | None
    unanswered: Part | None
    again: Part | None
    """The same verdict when the very same text was asked twice."""
    calls: int | None
    priced: int | None
    cost_usd: float | None


def calibrations(
    store: Store,
    people: Sequence[Verdict],
    found: Sequence[Hearing],
    done: Asked,
) -> list[Calibration]:
    """Return the figures of each judge, then of several together."""
    judges = done.panel.judges
    alone = [
        _alone(store, people, [one.opinions[n] for one in found], done)
        for n in range(len(judges))
    ]
    if len(judges) < 2:  # noqa: PLR2004 - one is no panel
        return alone
    quorum = done.panel.quorum
    decided = [decide(one.opinions, quorum=quorum, partial=()).verdict for one in found]
    said = [None if one is Verdict.UNSCORED else one for one in decided]
    return [*alone, _panel(scorer(judges, quorum), people, said)]


def calibration_lines(found: Calibration) -> Iterator[str]:
    yield found.judge
    columns = [
        Column("people say"),
        *(Column(f"judge: {name}", right=True) for name in _SAID),
    ]
    rows = [_confusion(row) for row in found.agreement.confusion]
    yield from (f"  {line}" for line in table(columns, rows, None))
    kappa = found.agreement.kappa
    yield f"  same verdict   {_share(found.agreement.agreed)}"
    yield f"  kappa          {'not defined' if kappa is None else f'{kappa:.2f}'}"
    yield f"  sensitivity    {_share(found.agreement.sensitivity)} correct, accepted"
    yield f"  specificity    {_share(found.agreement.specificity)} others, not accepted"
    yield f"  false accepts  {_share(found.agreement.false_accepts)} wrong, accepted"
    yield f"  no verdict     {_share(_none(found.agreement))}"
    yield from _alone_lines(found)


_SAID = ("correct", "incorrect", "abstained", "none")


def _alone(
    store: Store,
    people: Sequence[Verdict],
    opinions: Sequence[Opinion],
    done: Asked,
) -> Calibration:
    judge = opinions[0].judge
    voids = Counter(one.void for one in opinions)
    read = sum(one.verdict is not None for one in opinions) + voids[Void.ORDER]
    first = {t: c for (t, j), c in done.panel.asked.items() if j == judge}
    again = {t: c for (t, j), c in done.again.items() if j == judge}
    replies = replies_of(store, [*first.values(), *again.values()])
    pairs = [
        (heard(replies.get(first[text])), heard(replies.get(call)))
        for text, call in again.items()
    ]
    both = [(a.verdict, b.verdict) for a, b in pairs if a.verdict and b.verdict]
    costs = [one.cost_usd for one in replies.values() if one.cost_usd is not None]
    return Calibration(
        judge=judge,
        agreement=agreement(
            [(p, one.verdict) for p, one in zip(people, opinions, strict=True)]
        ),
        order=Part(hits=voids[Void.ORDER], of=read),
        unreadable=Part(hits=voids[Void.UNREADABLE], of=len(opinions)),
        unanswered=Part(
            hits=voids[Void.UNANSWERED] + voids[Void.UNASKED], of=len(opinions)
        ),
        again=Part(hits=sum(a is b for a, b in both), of=len(both)),
        calls=len(replies),
        priced=len(costs),
        cost_usd=sum(costs) if costs else None,
    )


def _panel(
    name: str, people: Sequence[Verdict], said: Sequence[Verdict | None]
) -> Calibration:
    return Calibration(
        judge=name,
        agreement=agreement(list(zip(people, said, strict=True))),
        order=None,
        unreadable=None,
        unanswered=None,
        again=None,
        calls=None,
        priced=None,
        cost_usd=None,
    )


def _alone_lines(found: Calibration) -> Iterator[str]:
    parts = {
        "by order": (found.order, "verdicts changed with the order"),
        "unreadable": (found.unreadable, "answers"),
        "no reply": (found.unanswered, "answers"),
        "asked twice": (found.again, "the same verdict again"),
    }
    for name, (part, what) in parts.items():
        if part is not None:
            yield f"  {name:<13}  {_share(part)} {what}"
    if found.calls is not None:
        cost = "unknown" if found.cost_usd is None else shown(found.cost_usd)
        yield f"  cost           {cost} ({found.priced:,} of {found.calls:,} calls)"


def _none(found: Agreement) -> Part:
    return Part(hits=found.judged.of - found.judged.hits, of=found.judged.of)


def _confusion(row: ConfusionRow) -> list[str]:
    counts = (row.correct, row.incorrect, row.abstained, row.none)
    return [row.human.value, *(f"{count:,}" for count in counts)]


def _share(part: Part) -> str:
    percent = "-" if part.share is None else f"{part.share:.1%}"
    return f"{percent:>6}  {part.hits:,} of {part.of:,}"
