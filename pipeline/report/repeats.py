"""What one model did when the same question was asked again in the same place."""

from collections.abc import Sequence

from pipeline.report.contents import PassK, Repeats
from pipeline.report.frame import Frame
from pipeline.report.quotients import summed
from pipeline.report.rows import Alike
from pipeline.report.shares import correct, counted, scored
from pipeline.statistics import repeats as statistics
from pipeline.statistics.estimates import Estimate


def repeats(context: Frame, alike: Sequence[Alike]) -> Repeats | None:
    """Return how far repeats agree; `None` where nothing was asked twice.

    A repeat is of a question in one place of the design: at another length or depth it
    is another prompt. Places are averaged in a question. A call that failed is not
    right for pass^k, and no verdict that could flip. `alike` has the rows of one model.
    """
    most = int(counted(context).max(initial=0))
    if most < 2:  # noqa: PLR2004 - a repeat needs two
        return None
    right, asked = correct(context), counted(context)
    documents, questions = context.cluster.codes, context.question.codes
    found = [
        (k, statistics.pass_k(right, asked, documents, k=k, questions=questions))
        for k in range(1, most + 1)
    ]
    return Repeats(
        repeats=most,
        pass_k=tuple(PassK(k=k, share=share) for k, share in found if share),
        same_answer=_agreement(alike, "same_answer"),
        same_text=_agreement(alike, "same_text"),
        flips=statistics.flip_rate(
            right, scored(context), documents, questions=questions
        ),
        spread=statistics.variance_split(right, asked, documents, questions=questions),
    )


def _agreement(alike: Sequence[Alike], same: str) -> Estimate | None:
    """Return the share of places that agree, averaged in a question and then over."""
    found = summed([row for row in alike if row.places], same, "places")
    hits, places = found.columns
    return statistics.agreement(hits / places, found.clusters)
