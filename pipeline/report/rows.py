"""What the queries `report_*.sql` return, row by row."""

from typing import Literal

from pipeline.records import (
    AnswerType,
    Condition,
    Distractors,
    Outcome,
    Placement,
    Record,
)
from pipeline.report.ended import Ended


class Tally(Ended):
    """How the calls of one question in one cell of the design ended, for one model."""

    model: str
    condition: Condition
    length: int | None
    depth: float | None
    question: str
    placement: Placement
    distractors: Distractors | None
    cluster: str
    """The gold document: the unit of inference."""
    answer_type: AnswerType
    needs_reader: bool
    """Only a reader could judge more than a few of its answers: it is in no
    percentage."""


class Timing(Record):
    """The times of one model at one length, each list sorted."""

    model: str
    length: int | None
    cached: bool = False
    """Of calls of a warm run of whose prompts a cache knew something."""
    answer_s: tuple[float, ...]
    first_token_s: tuple[float, ...]
    """Of calls that were cut off as well, where one had come."""
    first_token_censored_s: tuple[float, ...] = ()
    felt_s: tuple[float, ...]
    censored_s: tuple[float, ...]
    felt_censored_s: tuple[float, ...]
    disturbed: int


class Tokens(Record):
    """Prompt tokens as the provider counted them, and as the reference did."""

    model: str
    calls: int
    reported: int
    reference: int


class Cost(Record):
    """What the calls of one model cost, as far as it is known, in US dollars."""

    model: str
    sent: int
    priced: int
    """Calls whose cost is known."""
    total_usd: float
    answers: int
    """Answered in context at the working lengths, and of a known cost."""
    answers_usd: float
    sources: tuple[str, ...]
    """Where the prices are from."""
    cold_cached: int
    """Calls of a cold run of whose prompts a cache knew something all the same."""


class Scope(Record):
    """What the run was about."""

    documents: int
    """Files of the corpus that were read."""
    failed_files: int
    questions: int
    unanswerable: int
    type_inferred: int
    needs_reader: int
    """Questions left to a reader, as in `Tally`."""
    left_out_questions: int
    leaks_dropped: int
    repeats: int
    first_day: str | None
    last_day: str | None
    sent: int = 0
    """Calls that were sent, in this run or in the one that they are replayed from."""
    replayed: int = 0
    replayed_from: tuple[str, ...] = ()
    """The exports that they were taken from, as `Call` has them."""


class Scorer(Record):
    scorer: str
    kind: Literal["rule", "judge"] = "rule"
    """A judge is a model, or a panel of them."""
    judged: int
    unscored: int
    """Answers it left to a reader."""

    @property
    def judges(self) -> bool:
        """Return whether it gave a verdict at all, or left all to a reader."""
        return self.judged > 0


class MetricMean(Record):
    """What a published metric gives one model's answers at one length, on average."""

    model: str
    metric: str
    length: int | None
    answers: int
    """On which the metric is defined."""
    undefined: int
    mean: float | None
    """0 to 1."""


class Citing(Record):
    """What one model's right and wrong answers in context cite."""

    model: str
    answers: int
    """Right or wrong, and with evidence that could be cited."""
    citing: int
    right_on_evidence: int
    right_elsewhere: int
    right_uncited: int
    wrong_on_evidence: int
    wrong_elsewhere: int
    wrong_uncited: int
    precision_sum: float
    """Over the answers that cite: the share of what they cite that is evidence."""
    recall_sum: float
    """Over all answers: the share of the evidence's pages that they cite."""
    cited: int
    known: int
    """Places cited, and those of them that are pages of the corpus."""
    printed: int
    """Answers whose right pages are the numbers printed on them."""
    quotes: int
    quotes_found: int


class Gold(Record):
    """What somebody could guess a question's answer from without reading."""

    question: str
    yes: bool | None
    """`None` where the answer is neither yes nor no."""
    options: int


class Failure(Record):
    """Calls of one model that ended without an answer for one reason."""

    model: str
    condition: Condition
    outcome: Outcome
    kind: str | None
    """The error kind of a failure, or the reason a provider gave for stopping."""
    calls: int


class Tries(Record):
    """How many attempts it took to make the calls of one model."""

    model: str
    sent: int
    retried: int
    attempts: int


class LeftOut(Record):
    """Something that is not in the figures, and why."""

    kind: str
    """`row`, `question`, `file` or `prompt`."""
    what: str
    """The row's line, the question's id, the file's path, the prompt's length, after
    its condition where it is a control."""
    reason: str
    items: int


class Loss(Record):
    """A call that did not end well, for a person to look at."""

    kind: str
    model: str
    condition: Condition
    length: int | None
    depth: float | None
    question: str
    wanted: tuple[str, ...]
    given: str | None
    reason: str | None
    cited: tuple[str, ...]
    """Pages that the answer names, in its own words."""
    evidence: tuple[str, ...]
    """Pages that hold the answer, as `path p.page (label)`: what the document itself
    calls the page, such as a printed number, where that is not its number."""


class QuestionTime(Record):
    """How long the answers of one model to one question at one length took."""

    model: str
    question: str
    cluster: str
    length: int | None
    answers: int
    """Answered, and not out of a cache."""
    mean_log_s: float
    """Mean of the natural logarithm of the seconds to the last token."""


class QuestionCost(Record):
    """What one model's answers in context to one question cost, as far as known.

    Of calls that count, as in `Frame.counted`.
    """

    model: str
    question: str
    cluster: str
    length: int | None
    calls: int
    """Sent, and of a known cost."""
    cost_usd: float
    correct: int
    """Of these calls."""


class Within(Record):
    """How many of a question's calls in context were right in the time allowed.

    Of calls that count, as in `Frame.counted`.
    """

    model: str
    question: str
    cluster: str
    length: int | None
    calls: int
    hits: int


class Alike(Record):
    """Whether the repeats of one question at one length gave the same answer."""

    model: str
    question: str
    cluster: str
    length: int | None
    places: int
    """Of the design, with two answers at least."""
    same_answer: int
    """Of these, with one and the same answer: the same value read from it, each time
    right by a rule, or each time none."""
    same_text: int
    """Of these, with the same text to the letter."""


class Clock(Record):
    clock: str
    """`kernel`, `loop`, `httpx` or `batch`."""
    attempts: int


class Floor(Record):
    """How far the clock of the machine that asked was from the truth, in seconds."""

    day: str
    streams: int
    median_s: float
    p99_s: float


class Dropped(Record):
    """What was asked for and not sent, since the model refuses it."""

    model: str
    parameters: tuple[str, ...]
