"""What a correct answer of one model cost."""

from collections.abc import Sequence

from pipeline.report.quotients import summed
from pipeline.report.rows import QuestionCost
from pipeline.statistics.estimates import Ratio
from pipeline.statistics.ratios import ratio


def cost_per_correct(rows: Sequence[QuestionCost]) -> Ratio | None:
    """Return US dollars spent on calls for each of them that was right.

    The rows of one model, over the calls whose cost is known, wrong ones and failures
    included. It is what a call costs over the share that is right, each the mean of
    question means, as accuracy is. `None` where no cost is known or nothing was right.
    """
    priced = [row for row in rows if row.calls]
    found = summed(priced, "cost_usd", "calls", "correct")
    spent, calls, right = found.columns
    return ratio(spent / calls, right / calls, found.clusters, shares=True)
