"""What the answers of a model say of a question. Pure."""

from collections.abc import Iterator

from pipeline.questions.checking.case import Finding
from pipeline.records import Condition, Record


class Tally(Record):
    """How a model answered one question under one condition."""

    model: str
    question: str
    condition: Condition
    right: int
    wrong: int
    """Incorrect, or said that the documents do not say. What was not answered, or no
    rule could judge, is neither."""


def findings_of(tally: Tally, times: int) -> Iterator[Finding]:
    """Yield what it means that `right` of `times` answers were."""
    share = round(tally.right / times, 3)
    said = f"right in {tally.right} of {times}"
    if tally.condition is Condition.CLOSED_BOOK and tally.right:
        yield Finding("known", f"{said} without documents", share)
    if tally.condition is Condition.GOLD_ONLY and tally.right:
        yield Finding("confirmed", f"{said} from the evidence alone", share)
    if tally.condition is Condition.GOLD_ONLY and tally.wrong == times:
        yield Finding("broken", f"{said} from the evidence alone", 0.0)
