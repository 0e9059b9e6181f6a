"""Whether a model says so when a question's evidence is gone, and only then."""

from collections.abc import Iterable, Sequence

from pipeline.records import Condition
from pipeline.report import accuracy
from pipeline.report.contents import Outcomes, TwinCell
from pipeline.report.rows import Tally


def twins(
    tallies: Sequence[Tally], lengths: Iterable[int], *, heard: bool
) -> tuple[TwinCell, ...]:
    """Return the figures at all lengths and at each, where twins were asked at all.

    `heard` is whether the model ever answered with the evidence in the context.
    """
    asked = accuracy.answerable(tallies, Condition.GOLD_REMOVED)
    context = accuracy.answerable(tallies, Condition.CONTEXT) if heard else []
    if not asked:
        return ()
    return tuple(
        _cell(
            length,
            [t for t in asked if length in (None, t.length)],
            context,
            heard=not accuracy.silent(asked),
        )
        for length in (None, *lengths)
    )


def _cell(
    length: int | None, asked: Sequence[Tally], context: Sequence[Tally], *, heard: bool
) -> TwinCell:
    counted = [tally for tally in asked if tally.counted and heard]
    places = {tally.place for tally in counted}
    same = [tally for tally in context if tally.place in places]
    return TwinCell(
        length=length,
        declined=accuracy.share(counted, accuracy.declined, accuracy.counted),
        answered=accuracy.share(counted, accuracy.incorrect, accuracy.counted),
        abstained=accuracy.share(same, accuracy.abstained, accuracy.counted),
        told_apart=accuracy.paired(
            accuracy.cell_means(counted, accuracy.declined),
            accuracy.cell_means(same, accuracy.abstained),
        ),
        outcomes=Outcomes.of(asked),
    )
