"""What the page says of all models together."""

from pipeline.records import Record


class LeftOutSum(Record):
    kind: str
    """As in `LeftOut`."""
    entries: int
    items: int


class CitedShares(Record):
    model: str
    precision: float | None
    """As in `Citing`, as means."""
    recall: float | None


class Sums(Record):
    """What the page says of all models together; the calls add up to `planned`."""

    planned: int
    by_rule: int
    by_judge: int
    for_reader: int
    """Answered, and left to a reader."""
    unscored: int
    """Answered, and not scored yet."""
    unanswered: int
    """Called, and without an answer."""
    pending: int
    over_window: int
    labels: int
    """Answers with a verdict of a judge that people judged as well."""
    labels_agreed: int
    """Of these, those with the same verdict."""
    counted_questions: int
    """Answerable, and judged by a rule or a model."""
    left_out: tuple[LeftOutSum, ...]
    total_usd: float | None
    """Of all models, as far as it is known."""
    unpriced: int
    """Calls that are not in it."""
    citing: tuple[CitedShares, ...]
    cited_unknown: int
    """Places cited that the corpus does not have."""
    printed: int
    quotes: int
    quotes_found: int
