"""The records that cross stage boundaries: this file is the data dictionary.

    Source -> Document -> Page -> Chunk          ingest
    Question (+ Evidence) -> Located             questions
    Layout -> Prompt | Unbuilt                   prompts
    Planned -> Call (+ Attempts)                 query
    Score                                        score

A record carries no behaviour that needs the outside world. Ids are content hashes,
so doing a step again adds nothing. Absence is `None`, never a sentinel: a latency
that was not measured must not average as zero.
"""

from collections.abc import Hashable
from enum import StrEnum
from hashlib import sha256
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def content_id(*parts: object) -> str:
    """Name a thing by what it is made of: 32 hex digits of SHA-256 over the parts.

    Each part is preceded by its length, so ("ab", "c") and ("a", "bc") differ.
    """
    digest = sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode()
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()[:32]


# -- ingest ------------------------------------------------------------------------


SourceStatus: TypeAlias = Literal[
    "read", "unpacked", "empty", "duplicate", "failed", "ignored"
]
"""`unpacked`: without text of its own, but with files inside that have rows too."""


class Source(Record):
    """One file of a corpus, read or not."""

    corpus: str
    path: str
    """Relative to the corpus folder, with forward slashes; of a file inside a file,
    the path of that one and the name it has there."""
    sha256: str | None
    bytes: int | None
    modified_ns: int | None
    """Of a file inside a file: `None`."""
    status: SourceStatus
    reason: str | None
    document: str | None
    """The document it holds; for a duplicate, the one it repeats."""
    container: str | None = None
    """The path of the file that it is in."""
    tried: str | None = None
    """Of a failed one: content id of all that could change the outcome."""


class Heading(Record):
    """A line of a document's own table of contents."""

    level: int
    """Counted from 1."""
    title: str
    page: int | None
    """Counted from 1; `None` where it leads nowhere."""


class Document(Record):
    """What one file's bytes hold, as this reader and these chunk settings see it."""

    id: str
    sha256: str
    format: str
    reader: str
    pages: int
    tokens: int
    title: str | None = None
    details: str | None = None
    """What the file says of itself, such as its author: an object as JSON."""
    outline: tuple[Heading, ...] = ()
    files: int = 0
    """How many files it holds: members of an archive, attachments."""
    sketch: str = ""
    """MinHash of its words, 128 bins of 8 hex digits; of a short text, empty."""


class Page(Record):
    """The unit of provenance: a PDF page, or the section below one heading."""

    document: str
    number: int
    """Counted from 1."""
    label: str
    """What the document itself calls it: a printed page number, a heading."""
    engine: str
    """The library that read this page."""
    note: str | None = None
    """What is remarkable about it, such as "no text layer"."""
    raw: str | None = None
    """What the engine gave; `None` where cleaning changed line ends at most."""


class Chunk(Record):
    """A contiguous span of one page; a page is the concatenation of its chunks."""

    document: str
    ordinal: int
    """Counted from 0 over the whole document, in reading order."""
    page: int
    text: str
    tokens: int
    lead: int = 0
    """How many characters before it on its page a search for it sees too. They are
    no part of its text, so no overlap can enter a prompt."""


class NearDuplicate(Record):
    """Two files of one corpus whose words are nearly the same."""

    path: str
    other: str
    """The first of the files that are alike, by path."""
    similarity: float
    """Share of the runs of five words that both have, estimated from 128 bins."""


# -- questions ---------------------------------------------------------------------


class AnswerType(StrEnum):
    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    LIST = "list"
    DATE = "date"
    FREE_TEXT = "free_text"
    """An explanation: of many no rule can tell."""
    UNANSWERABLE = "unanswerable"


class Evidence(Record):
    """Where the answer stands, as the question set says it."""

    document: str
    page: int | None = None
    """The page's place in the file, counted from 1; `None` when the set names none."""
    label: str | None = None
    """The page's printed number, where the set gives that."""
    quote: str | None = None


class PlantRole(StrEnum):
    EVIDENCE = "evidence"
    """The answer needs it."""
    COMPANION = "companion"
    """It stands in the same context and is no evidence: a near-miss, an older value."""


class Plant(Record):
    """A fact for one question, and the passage that it is set beside.

    The stored document is never altered: a prompt shows the passage with the fact.
    """

    document: str
    """The path in the corpus."""
    page: int
    ordinal: int
    """Of the chunk."""
    host: str
    """`content_id` of the chunk's text: where that has changed, nothing is planted."""
    side: Literal["before", "after"]
    """Which end of the chunk's text it is set to, as a paragraph of its own."""
    text: str
    role: PlantRole = PlantRole.EVIDENCE


class Question(Record):
    id: str
    collection: str
    """The file it came from, by name."""
    text: str
    answers: tuple[str, ...]
    """Aliases of the one right answer; for a list, the items that must all come."""
    answer_type: AnswerType
    type_inferred: bool
    """True where the set does not type its answers and the importer had to."""
    choices: tuple[str, ...] = ()
    unit: str | None = None
    evidence: tuple[Evidence, ...] = ()
    category: str | None = None
    """What kind of question its set says it is; of a planted one, its kind."""
    twin_of: str | None = None
    """The id of the question that it repeats with the fact taken away."""
    note: str | None = None
    """What its author says of it, such as why it is hard."""
    plants: tuple[Plant, ...] = ()
    """Of a planted question, in the order of its facts; then `evidence` is empty."""

    @property
    def gold(self) -> str:
        """Content id of what counts as right: a verdict holds for this gold alone."""
        return content_id(
            self.answer_type, *self.answers, "unit", self.unit, *self.choices
        )

    @property
    def answerable(self) -> bool:
        return self.answer_type is not AnswerType.UNANSWERABLE


class Located(Record):
    """A piece of evidence found in the corpus: the chunks that hold it."""

    corpus: str
    collection: str
    question: str
    evidence: int
    """Index into `Question.evidence`, or into `Question.plants`."""
    document: str
    page: int
    first_chunk: int
    last_chunk: int
    how: Literal["quote", "moved", "page", "planted"]
    """`moved`: the quote stands on another page than the stated one, and counts.
    `page`: there is no quote, or too little of it; the stated page stands for it, or
    the document where none is stated."""
    match: float | None = None
    """The share of the quote that is there, by weight; 1 is all of it. `None` where
    there is no quote."""
    role: PlantRole = PlantRole.EVIDENCE
    planted: int | None = None
    """The number of the planted passage that is shown in the chunk's place."""


class PlantedChunk(Record):
    """A chunk with a fact set beside its text: never stored among the chunks."""

    id: str
    """Content id of document, ordinal and text."""
    document: str
    ordinal: int
    page: int
    text: str
    tokens: int


class Unlocated(Record):
    """A question left out, and why."""

    corpus: str
    collection: str
    question: str
    reason: str


class RejectedRow(Record):
    """A line of a question file that could not be used, and why."""

    collection: str
    line: int
    """Counted from 1; of a file that has no lines, its row."""
    place: str | None = None
    """Where in the line or row, such as `data[0].paragraphs[2].qas[1]`."""
    reason: str


class Flag(Record):
    """What a check found about a question."""

    corpus: str
    collection: str
    question: str
    flag: str
    """One of `pipeline.questions.checking.flags.FLAGS`."""
    model: str = ""
    """The model that was asked; empty where none was."""
    value: float | None = None
    """The figure behind it, such as a share; its meaning stands with the flag."""
    detail: str
    """For people: what was found, and where."""


# -- prompts -----------------------------------------------------------------------


class Condition(StrEnum):
    CLOSED_BOOK = "closed-book"
    GOLD_ONLY = "gold-only"
    CONTEXT = "context"
    GOLD_REMOVED = "gold-removed"
    """A context without its evidence, and shorter by it: a model that reads says that
    the answer is not there. What a fact is planted beside goes with the fact."""


class Placement(StrEnum):
    """Where the question stands: after the documents, before them, or both."""

    AFTER = "after"
    BEFORE = "before"
    BOTH = "both"


class Distractors(StrEnum):
    """How the passages around the evidence are chosen."""

    RANDOM = "random"
    """Of other documents, drawn by hash."""
    HARD = "hard"
    """Of other documents, those nearest to the question by BM25."""
    SAME_DOCUMENT = "same-document"
    """The rest of the evidence's own document, in its order, nearest first."""
    WHOLE_DOCUMENTS = "whole-documents"
    """Other documents from their first passage to their last."""


class PassageClass(StrEnum):
    """What a passage is in a prompt."""

    GOLD = "gold"
    """Evidence of the question that is asked."""
    OTHER_GOLD = "other-gold"
    """Evidence of another question that shares the context (`cache = "warm"`), or a
    planted companion of this one."""
    RANDOM = "random"
    HARD = "hard"
    SAME_DOCUMENT = "same-document"
    WHOLE_DOCUMENT = "whole-document"


class Arrangement(StrEnum):
    """How the pieces of a question's evidence stand to each other."""

    TOGETHER = "together"
    SPREAD = "spread"
    """Evenly over the context: of two, half of it apart."""
    NATURAL = "natural"
    """Where they stand in their own document (`same-document`)."""


class Cache(StrEnum):
    COLD = "cold"
    """Every prompt begins with other characters, so that no provider knows it."""
    WARM = "warm"
    """Questions share contexts and are asked one after the other."""


class Layout(Record):
    """The distractors that one question, or several that share a context, have.

    Stored once for all lengths: a shorter prompt shows those of the lower rungs.
    """

    id: str
    chunks: tuple[int, ...]
    """`Chunk` numbers of the store, in the order in which they stand."""
    ends: tuple[int | None, ...]
    """How many characters of each are shown, after any white space at its beginning;
    `None` is all of them."""
    classes: tuple[PassageClass, ...]
    rungs: tuple[int, ...]
    """The first length that shows it, counted from 0."""


class Prompt(Record):
    """One exact text: the template filled with these passages in this order."""

    id: str
    """Content id of all that the text is made of: the same for every model."""
    question: str
    condition: Condition
    length: int | None
    """The asked size of the whole prompt in tokens; `None` where there is none."""
    tokens: int
    """The measured size in reference tokens (o200k_base)."""
    depth: float | None
    measured_depth: float | None
    """Tokens of passages before the first evidence / tokens of all passages but the
    evidence; of k spread pieces, piece i at m, the mean of k m - i."""
    placement: Placement
    template: str
    """Content id of the template text."""
    distractors: Distractors | None
    arrangement: Arrangement | None
    cache: Cache
    prefix: str
    """What it begins with to be unlike any other; empty when warm."""
    repeat: int | None
    """The repeat it is for; `None` is every one, asked with the same text."""
    layout: str | None
    rung: int | None
    evidence: tuple[int, ...]
    """Chunk numbers of the evidence, or those of planted passages, in order."""
    evidence_at: tuple[int, ...]
    """How many distractors stand before each."""
    evidence_own: tuple[bool, ...]
    """False for evidence of another question, and for companions of this one."""
    passages: int
    leaks_dropped: int
    """Passages kept out because they hold the answer or the quote."""
    seed: int

    @property
    def context(self) -> tuple[Hashable, ...]:
        """What it has in common with prompts that begin with the same documents."""
        if self.layout is None or self.cache is Cache.COLD:
            return (self.id,)
        return (self.layout, self.rung, self.evidence, self.evidence_at)


class Unbuilt(Record):
    """A cell of the design that has no prompt, and why."""

    run: str
    question: str
    condition: Condition
    length: int | None
    depth: float | None
    reason: str
    greatest: int | None = None
    """The greatest length that could be built in its place."""
    placement: Placement | None = None
    distractors: Distractors | None = None


# -- query -------------------------------------------------------------------------


class Run(Record):
    """One bench: which corpus, which questions, and everything it was asked to do."""

    name: str
    corpus: str
    collection: str
    settings: str
    """The validated settings as JSON, without keys."""


class Usage(Record):
    """Token counts as the provider billed them; `None` is 'not reported'."""

    prompt_tokens: int | None = None
    """All of the prompt, what a cache knew and what was put there included."""
    cached_tokens: int | None = None
    cache_write_tokens: int | None = None
    completion_tokens: int | None = None
    """All that was written, reasoning included."""
    reasoning_tokens: int | None = None

    def __or__(self, later: "Usage") -> "Usage":
        """Merge a later, partial report over an earlier one."""
        return self.model_copy(update=later.model_dump(exclude_none=True))


class Planned(Record):
    """One paid answer wanted: its id is everything that could change the answer."""

    run: str
    call: str
    prompt: str
    model: str
    """As the user wrote it: `baseline/bm25`, `moonshot/kimi-k3`."""
    endpoint: str
    repeat: int
    position: int
    """Its place in the order of the run."""
    unsent: Literal["over_window"] | None
    """Why it will not be sent: no such prompt fits the model's declared window."""


class Outcome(StrEnum):
    ANSWERED = "answered"
    TRUNCATED = "truncated"
    """The output cap was hit: there may be text, there is no answer."""
    REFUSED = "refused"
    FILTERED = "filtered"
    OVER_WINDOW = "over_window"
    FAILED = "failed"
    """Without an answer after all retries: `Call.error` says which kind."""


class SentRequest(Record):
    """What was asked for, without the document: the same for many calls."""

    id: str
    body: str
    """JSON, with a mark in the place of the prompt."""
    dropped: tuple[str, ...]
    """Parameters that were asked for and not sent, since the model refuses them."""


class Call(Record):
    """How a call ended. Times are those of its last attempt alone, in seconds."""

    id: str
    outcome: Outcome
    error: str | None
    message: str | None
    answer: str | None
    reasoning: str | None
    usage: Usage
    usage_raw: str | None = None
    """The provider's own report, as JSON."""
    finish_reason: str | None
    served_model: str | None
    fingerprint: str | None = None
    """What the provider calls this state of its model or its backend."""
    request: str | None = None
    """A `SentRequest`."""
    cost_usd: float | None = None
    """By the provider's own usage; `None` is not known, and not nothing."""
    unit_prices: str | None = None
    """US dollars per million tokens that it was reckoned with, as JSON."""
    price_source: str | None = None
    price_date: str | None = None
    attempts: int
    first_token_s: float | None
    """First token of any kind, reasoning included, from the bytes being ready."""
    first_answer_s: float | None
    answer_s: float | None
    """Last token of the answer: the headline time to answer."""
    felt_s: float | None
    """What a user would have waited: every attempt, and the waits between them."""
    censored_s: float | None
    """A call that was cut off after this long: 'more than', not a time."""
    disturbed: bool
    """The client's own event loop lagged while the answer was coming."""
    replayed_from: str | None = None
    """The export it was taken from: its name and the beginning of its SHA-256."""


class Attempt(Record):
    """One HTTP request made for a call. Times in seconds from its own start."""

    call: str
    number: int
    started_at: str
    """Wall clock, UTC, ISO 8601: for people, never for arithmetic."""
    status: int | None
    error: str | None
    message: str | None
    queue_wait_s: float
    """From being due to having a slot of its endpoint."""
    retry_wait_s: float
    """Slept before this attempt, without holding the slot."""
    connect_s: float | None
    """DNS, TCP and TLS; `None` on a connection already open."""
    upload_s: float | None = None
    """Until the last byte of the request had reached the other side."""
    first_byte_s: float | None
    first_event_s: float | None = None
    """First data of any kind, be it without text; a keep-alive is none."""
    first_token_s: float | None
    first_answer_s: float | None
    answer_s: float | None
    total_s: float
    gaps: int | None
    """How many pauses between two pieces of answer were measured."""
    gap_p50_s: float | None
    gap_p95_s: float | None = None
    gap_p99_s: float | None = None
    gap_max_s: float | None
    comments: int | None = None
    """Keep-alives."""
    first_comment_s: float | None = None
    last_comment_s: float | None = None
    clock: str | None = None
    """Who stamped the bytes that came: `kernel`, `loop` or `httpx`."""
    in_flight: int | None = None
    """Calls of this client under way at the endpoint when it began, this one too."""
    loop_lag_s: float | None
    """The client's worst event-loop lag during the attempt."""


# -- score -------------------------------------------------------------------------


class Verdict(StrEnum):
    CORRECT = "correct"
    INCORRECT = "incorrect"
    ABSTAINED = "abstained"
    """Says that the documents do not say."""
    REFUSED = "refused"
    """Declines in words to answer at all, whatever the documents say."""
    MALFORMED = "malformed"
    """Nothing that can be read as an answer: empty, cut off, broken."""
    UNSCORED = "unscored"
    """No rule can tell; the reason says who could."""


class Score(Record):
    call: str
    gold: str
    """`Question.gold` of the question as it was when this was judged."""
    scorer: str
    """`number@1`: the rule and its version."""
    kind: Literal["rule", "judge"] = "rule"
    """A judge's verdict counts where the rule's is unscored."""
    verdict: Verdict
    reason: str
    void: bool = False
    """Whether not one judge had an opinion: then no verdict of others is taken back."""
    given: str | None
    """The answer as the rule read it."""
    wanted: str | None
    credit: float | None = None
    """Part of the answer that is right, 0 to 1; `None` where that has no meaning."""
    cited: tuple[str, ...]
    """Pages the answer cites, as written."""


class Citation(Record):
    """How the pages that an answer cites compare with those of its evidence."""

    call: str
    gold: str
    cited: int
    """Different places cited."""
    known: int
    """Of these, pages that the corpus has."""
    on_evidence: int
    """Of these, pages of the evidence."""
    evidence: int
    """Different pages of the evidence."""
    evidence_cited: int
    """Of these, cited."""
    numbering: Literal["physical", "printed", "mixed"] | None
    """How the right pages were numbered in the answer; `None` where none is right."""
    quotes: int
    quotes_found: int
    """Quotes of the answer that stand in the documents, word for word."""


class MetricScore(Record):
    """What a published metric gives an answer; no verdict is made of it."""

    call: str
    gold: str
    metric: str
    """`squad_f1@1`: the metric and its version."""
    value: float | None
    """0 to 1; `None` where the metric is not defined on this answer."""
    reason: str | None = None
    """Why it is not."""


class Judgement(Record):
    """One opinion of one judge model about one answer."""

    call: str
    """Of the candidate."""
    gold: str
    judge: str
    """The judge's model id."""
    prompt: str
    """`content_id` of the exact text that the judge was asked."""
    swapped: bool
    """Whether gold and answer were shown in the other order."""
    asked: str
    """The judge's own call: answer, times and cost stand in `raw.calls`."""
    verdict: Verdict | None
    """`None` where the judge's reply could not be read: it is never guessed at."""
    reason: str | None


class HumanLabel(Record):
    """What a person said about an answer; judges are held against these."""

    call: str
    gold: str
    rater: str
    verdict: Verdict
