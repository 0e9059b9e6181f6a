"""One part of the organisation in; its documents on disk, and what they state, out.

Each document is read back at once, by the readers of an ingest: its tokens are those
that an ingest counts, and a statement is only asked about where it was found again.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from pipeline.corpus.asking.stated import Statement
from pipeline.corpus.checking.reading import folded, read_folded
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.formats import rendered
from pipeline.corpus.genres import OF_BRANCH, OF_DISTRICT, in_turns
from pipeline.corpus.opening import pages_of
from pipeline.corpus.papers import Paper, Row, Sentence, Table, pieces
from pipeline.corpus.planning import Job
from pipeline.corpus.world import branch, district
from pipeline.errors import CorpusError
from pipeline.tokens import count

_BORDER: Final = re.compile(r"[|;,]")
_LINE_END: Final = re.compile(r"[\n\f]")
_MARKS: Final = re.compile(r"^[|>*-] ?| ?\|$")
"""What a line may begin and end with beside the row."""


class Task(NamedTuple):
    seed: int
    job: Job
    folder: str
    """Where the documents go."""


class Placed(NamedTuple):
    """A statement, found again in its document."""

    statement: Statement
    page: int
    """Counted from 1."""
    quote: str
    """As the page has it, on one line."""


class Written(NamedTuple):
    name: str
    tokens: int
    pages: int
    sha256: str
    placed: tuple[Placed, ...]
    lost: tuple[str, ...]
    """Statements that its text does not hold as they were written."""


def write(task: Task) -> list[Written]:
    """Write all documents of one part; runs in a worker.

    Raises `CorpusError` where they cannot be written, `ValueError` where two have one
    name: it is a fault of ours.
    """
    return [written(paper, Path(task.folder)) for paper in _papers(task)]


def _papers(task: Task) -> Iterator[Paper]:
    what, number = task.job
    if what == "branch":
        of_branch = branch(task.seed, number)
        yield from in_turns(
            papers(of_branch, Dice(what, task.seed, number, genre))
            for genre, papers in OF_BRANCH.items()
        )
        return
    of_district = district(task.seed, number)
    yield from in_turns(
        reports(of_district, Dice(what, task.seed, number, genre))
        for genre, reports in OF_DISTRICT.items()
    )


def written(paper: Paper, folder: Path) -> Written:
    """Write a document and read it back; raises as `write` does."""
    data = rendered(paper)
    place = folder / paper.name
    try:
        place.parent.mkdir(exist_ok=True)  # the folder itself may be taken away
        with place.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        message = f"two documents are called {paper.name!r}"
        raise ValueError(message) from error
    except OSError as error:
        raise unwritable(error) from error
    texts = pages_of(data, paper.name)
    found, lost = _find(paper, [folded(text) for text in texts])
    return Written(
        name=paper.name,
        tokens=sum(map(count, texts)),
        pages=len(texts),
        sha256=sha256(data).hexdigest(),
        placed=tuple(found),
        lost=tuple(lost),
    )


def unwritable(error: OSError) -> CorpusError:
    """Say why nothing could be written; all that was is taken away again."""
    return CorpusError(
        f"the corpus cannot be written: {error.strerror}; nothing of it is left, "
        "choose fewer --tokens or another place by --out"
    )


def _find(paper: Paper, pages: Sequence[str]) -> tuple[list[Placed], list[str]]:
    found: list[Placed] = []
    lost: list[str] = []
    finder = _Finder(pages)
    copies = Counter[str]()
    for statement, row in _statements(paper):
        copies[statement.text] += 1
        places = finder.places(statement, row)
        if len(places) < copies[statement.text]:
            lost.append(f"{paper.name}: {statement.text}")
        else:
            page, quote = places[copies[statement.text] - 1]
            found.append(Placed(statement._replace(page=page), page, quote))
    return found, lost


def _statements(paper: Paper) -> Iterator[tuple[Statement, Row | None]]:
    for block in paper.blocks:
        rows: Sequence[Row | None] = block.rows if isinstance(block, Table) else ()
        sentences = list(pieces(block))
        for sentence, row in zip(
            sentences, rows or [None] * len(sentences), strict=True
        ):
            if sentence.facts or sentence.mentions:
                yield _statement(paper, sentence, in_table=row is not None), row


def _statement(paper: Paper, sentence: Sentence, *, in_table: bool) -> Statement:
    return Statement(
        document=paper.name,
        text=" ".join(sentence.text.split()),
        facts=sentence.facts,
        mentions=sentence.mentions,
        in_table=in_table,
    )


class _Finder:
    """Finds statements on the pages of a document, counted from 1."""

    def __init__(self, pages: Sequence[str]) -> None:
        self._pages: Final = [page.replace("\n", " ") for page in pages]
        self._folded: Final = pages

    def places(
        self, statement: Statement, row: Row | None
    ) -> Sequence[tuple[int, str]]:
        """Return page and words wherever it stands."""
        if row is not None:
            return self._rows(row)
        return [
            (number, statement.text)
            for number, page in enumerate(self._pages, 1)
            for _ in range(page.count(statement.text))
        ]

    def _rows(self, row: Row) -> Sequence[tuple[int, str]]:
        """Find a row that is a line: nowhere else is it read back."""
        bare = _bare(" ".join(row.cells))
        return self._lines.get(bare) or self._read.get(frozenset(row.facts), ())

    @cached_property
    def _lines(self) -> Mapping[str, Sequence[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, page in enumerate(self._folded, 1):
            for line in _LINE_END.split(page):
                found[_bare(line)].append((number, _MARKS.sub("", line)))
        return found

    @cached_property
    def _read(self) -> Mapping[frozenset[Fact], Sequence[tuple[int, str]]]:
        """Return the rows by what they state: a sheet shows figures in its own way."""
        found: dict[frozenset[Fact], list[tuple[int, str]]] = defaultdict(list)
        for number, page in enumerate(self._folded, 1):
            for read in read_folded(page):
                if read.in_row:
                    quote = page[read.start : read.end]
                    found[frozenset(read.facts)].append((number, quote))
        return found


def _bare(line: str) -> str:
    """Leave out what may stand around cells, and between them."""
    return " ".join(_BORDER.sub(" ", line).split())
