"""What one model knew before it read, and how it read what it did not know."""

import numpy as np

from pipeline.report.contents import Known
from pipeline.report.frame import Frame
from pipeline.report.shares import correct, scored, share
from pipeline.statistics.estimates import cluster_sums
from pipeline.statistics.proportions import Calls, proportion


def known(closed_book: Frame, context: Frame) -> Known | None:
    """Return the share of questions known, and accuracy in context on the others.

    Both are parts of one frame. A question is known that was right at least once
    without any document. Only those with a verdict closed-book count: a call that
    failed tells nothing of what a model knows. `None` where there is none.
    """
    asked = closed_book.where(scored(closed_book) > 0)
    questions, first = np.unique(asked.question.codes, return_index=True)
    right = cluster_sums(correct(asked).astype(np.float64), asked.question.codes) > 0
    share_known = proportion(
        right.astype(np.float64),
        asked.cluster.codes[first],
        Calls(hits=int(right.sum()), calls=len(questions)),
    )
    if share_known is None:
        return None
    unknown = np.isin(context.question.codes, questions[~right])
    return Known(
        share=share_known,
        accuracy_of_unknown=share(context.where(unknown), correct),
    )
