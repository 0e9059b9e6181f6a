"""What this stage takes from the store: one record for each query."""

from typing import Final, NamedTuple, get_args

from pipeline.records import Record, Source

STATUSES: Final[tuple[str, ...]] = get_args(Source.model_fields["status"].annotation)


class CorpusFile(Record):
    """One file of a corpus, and the document that it holds, if it holds one."""

    corpus: str
    path: str
    status: str
    format: str | None
    bytes: int | None
    pages: int | None
    tokens: int | None
    title: str | None
    reason: str | None
    container: str | None
    """The path of the file that it is in."""
    document: str | None
    sha256: str | None


class Name(Record):
    name: str


class Label(Record):
    number: int
    label: str


class ReadPage(Label):
    """A page as it was read."""

    engine: str
    note: str | None
    text: str
    raw: str | None
    """What the engine gave; `None` where that is the text but for line ends."""


class Shown(NamedTuple):
    file: CorpusFile
    page: ReadPage
    pages: int
    remark: str | None
    """What to know about how the page was chosen."""


class Stretch(Record):
    """Where the chunks of a document stand in their table."""

    document: str
    first: int
    last: int


class Candidate(Record):
    """A chunk as a search sees it."""

    row: int
    document: str
    page: int
    text: str
    lead: int
    """How many characters before it on its page are searched with it."""


class Passage(Record):
    """A chunk that was found, and where it stands."""

    row: int
    corpus: str
    path: str
    document: str
    ordinal: int
    page: int
    label: str
    text: str


class StatusCount(Record):
    corpus: str
    status: str
    files: int
    bytes: int


class FormatCount(Record):
    format: str
    documents: int
    pages: int
    tokens: int


class Size(Record):
    tokens: int


class EngineCount(Record):
    engine: str
    pages: int
    without_text: int
