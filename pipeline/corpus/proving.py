"""A generated corpus in; what is wrong with its questions out, by its text alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from pipeline.corpus.asking import query
from pipeline.corpus.asking.query import Found as Answer
from pipeline.corpus.checking.deciding import Fault, Text, faults
from pipeline.corpus.checking.hints import hints
from pipeline.corpus.checking.keys import Key, Page, key_of
from pipeline.corpus.checking.reading import Read, read_folded
from pipeline.corpus.checking.settling import Found, settled
from pipeline.corpus.facts import Fact, Facts
from pipeline.corpus.manifest import DOCUMENTS, QUERIES, QUESTIONS
from pipeline.corpus.opening import folded_pages
from pipeline.corpus.sums import changed
from pipeline.errors import CorpusError
from pipeline.ingest.files import find
from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import UnreadableError
from pipeline.progress import Progress, silent
from pipeline.questions.files import rows_of
from pipeline.questions.files.base import Found as Row
from pipeline.questions.reading import Read as Asked
from pipeline.questions.reading import read_rows
from pipeline.score.parallel import mapped

_BATCH: Final = 16
_NO_QUERY: Final = (
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
)
"""What comes of a query that names no relation, no subject or no value."""


class Checked(NamedTuple):
    documents: int
    pages: int
    statements: int
    questions: Mapping[str, int]
    """How many of each kind."""
    faults: Sequence[Fault]


class _Task(NamedTuple):
    folder: str
    names: tuple[str, ...]


class _Opened(NamedTuple):
    name: str
    pages: list[str]
    reads: list[tuple[int, Read]]
    unread: str = ""


def check_corpus(folder: Path, workers: int, progress: Progress = silent) -> Checked:
    """Check a corpus. Raises `CorpusError` where the folder holds none."""
    folder = folder.expanduser()
    asked = read_rows(_rows(folder, QUESTIONS), QUESTIONS)
    keys, found = _keys(asked, _rows(folder, QUERIES))
    opened = _open(folder / DOCUMENTS, workers, progress)
    found += [Fault("changed", "", one) for one in changed(folder)]
    found += [Fault("unread", "", f"{o.name}: {o.unread}") for o in opened if o.unread]
    text = _text(opened)
    answered: list[tuple[Key, Answer]] = []
    for key in keys:
        answer, of_key = _answered(key, text)
        found += of_key
        if answer:
            answered.append((key, answer))
    found += dict.fromkeys(hints(answered, text))
    return Checked(
        documents=len(opened),
        pages=len(text.pages),
        statements=sum(map(len, text.read.values())),
        questions=Counter(question.category or "" for question in asked.questions),
        faults=found,
    )


def _rows(folder: Path, name: str) -> Iterator[Row]:
    for needed in (DOCUMENTS, name):
        if not (folder / needed).exists():
            message = (
                f"{str(folder)!r} is no generated corpus: it has no {needed!r}; "
                "docqa corpus generate makes one"
            )
            raise CorpusError(message)
    return rows_of(folder / name).rows


def _keys(asked: Asked, rows: Iterable[Row]) -> tuple[list[Key], list[Fault]]:
    """Put questions and queries together, and tell what has no partner."""
    left = {question.id: question for question in asked.questions}
    unpaired = [
        Fault("unpaired", "", f"{QUESTIONS}, line {one.line}: {one.reason}")
        for one in asked.rejected
    ]
    keys: list[Key] = []
    for line, row, reason, _ in rows:
        try:
            said = row or {}
            keys.append(key_of(left.pop(said["id"]), said))
        except (KeyError, TypeError, ValueError) as error:
            why = reason or f"no query of a question: {type(error).__name__} {error}"
            unpaired.append(Fault("unpaired", "", f"{QUERIES}, line {line}: {why}"))
    unpaired += [Fault("unpaired", name, f"not in {QUERIES}") for name in left]
    return keys, unpaired


def _answered(key: Key, text: Text) -> tuple[Answer | None, list[Fault]]:
    try:
        answer = query.found(key.query, text.facts)
        return answer, list(faults(key, answer, text))
    except _NO_QUERY as error:
        detail = f"its query asks nothing: {type(error).__name__} {error}"
        return None, [Fault("unpaired", key.question.id, detail)]


def _open(folder: Path, workers: int, progress: Progress) -> list[_Opened]:
    names = [one.path for one in find(folder, READERS).files]
    waiting = iter(names)
    batches = iter(lambda: tuple(islice(waiting, _BATCH)), ())
    tasks = (_Task(str(folder), batch) for batch in batches)
    opened: list[_Opened] = []
    with closing(mapped(_opened, tasks, workers)) as results:
        for _, part in results:
            opened += part
            progress(len(opened), len(names), part[-1].name)
    return opened


def _opened(task: _Task) -> list[_Opened]:
    return [_one(Path(task.folder), name) for name in task.names]


def _one(folder: Path, name: str) -> _Opened:
    try:
        pages = folded_pages(folder, name)
    except (UnreadableError, OSError) as error:
        return _Opened(name, [], [], str(error))
    reads = [(n, read) for n, page in enumerate(pages, 1) for read in read_folded(page)]
    return _Opened(name, pages, reads)


def _text(opened: Sequence[_Opened]) -> Text:
    """Put together what all documents state, and where."""
    places: dict[Fact, set[Page]] = defaultdict(set)
    read: dict[Page, list[Read]] = defaultdict(list)
    for one in settled(list(_found(opened))):
        read[one.document, one.page].append(one.read)
        for fact in one.read.facts:
            places[fact].add((one.document, one.page))
    pages = {
        (one.name, number): text
        for one in opened
        for number, text in enumerate(one.pages, 1)
    }
    return Text(Facts(places), places, pages, read)


def _found(opened: Sequence[_Opened]) -> Iterator[Found]:
    for one in opened:
        for page, read in one.reads:
            yield Found(one.name, page, read)
