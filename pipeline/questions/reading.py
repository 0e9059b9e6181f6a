"""Rows of a question file become questions, and rows that do not say why."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from pipeline.errors import SettingsError
from pipeline.questions.files.base import Found
from pipeline.questions.importers import IMPORTERS
from pipeline.questions.importers.base import (
    Context,
    Draft,
    Importer,
    Row,
    RowError,
    check_name,
)
from pipeline.questions.typing import answer_type, unit
from pipeline.records import (
    AnswerType,
    PlantRole,
    Question,
    RejectedRow,
    content_id,
)

_MOST_SHOWN: Final = 300
"""Characters of a reason: a row may hold megabytes where a word belongs."""
_MOST_FIELDS: Final = 8
_OWN_FIELDS: Final = "one with 'question', 'answer', 'document', 'page', 'quote'"
"""What people may call the fields of rows of their own."""


class Read(NamedTuple):
    questions: list[Question]
    rejected: list[RejectedRow]
    shapes: tuple[str, ...]
    contexts: frozenset[str]
    """The names of the texts that the questions' rows carry."""


def read_rows(
    rows: Iterable[Found],
    collection: str,
    *,
    shape: str | None = None,
    keep: Callable[[Context], None] | None = None,
) -> Read:
    """Read the rows of a file; one that cannot be used costs itself alone.

    `shape` names the importer of all of them; without it each row is recognised.
    `keep` gets each text that a question's row carries, once, as soon as it is read:
    they may be more than memory holds.

    Raises `SettingsError` for a shape that is not known.
    """
    importers = _importers(shape)
    questions: dict[str, Question] = {}
    places: dict[str, str] = {}
    rejected: list[RejectedRow] = []
    shapes: set[str] = set()
    contexts: set[str] = set()
    for row in _unfolded(rows, importers):
        try:
            draft = row.draft()
            question = _finished(draft, collection)
            if question.id in questions:
                _refuse(draft, question.id, places[question.id])
        except RowError as error:
            rejected.append(row.rejected(collection, str(error)))
            continue
        for context in draft.contexts:
            if keep is not None and context.name not in contexts:
                keep(context)
            contexts.add(context.name)
        questions[question.id] = question
        places[question.id] = row.where
        shapes.add(row.shape)
    return Read(
        list(questions.values()), rejected, tuple(sorted(shapes)), frozenset(contexts)
    )


class _One(NamedTuple):
    """What should be one question, and where it stands."""

    line: int
    place: str
    shape: str
    row: Row
    reason: str = ""

    @property
    def where(self) -> str:
        return f"line {self.line:,}{f', {self.place}' if self.place else ''}"

    def draft(self) -> Draft:
        if self.reason:
            raise RowError(self.reason)
        return IMPORTERS[self.shape].read(self.row)

    def rejected(self, collection: str, reason: str) -> RejectedRow:
        cut = f"{reason[:_MOST_SHOWN]}…" if len(reason) > _MOST_SHOWN else reason
        return RejectedRow(
            collection=collection, line=self.line, place=self.place or None, reason=cut
        )


def _importers(shape: str | None) -> Mapping[str, Importer]:
    if shape is None:
        return IMPORTERS
    if shape not in IMPORTERS:
        what = "format"
        raise SettingsError.unknown(what, shape, IMPORTERS)
    return {shape: IMPORTERS[shape]}


def _unfolded(
    rows: Iterable[Found], importers: Mapping[str, Importer]
) -> Iterator[_One]:
    """Yield the questions of each row, as its importer finds them in it."""
    for line, row, reason, place in rows:
        if row is None:
            yield _One(line, place, "", {}, reason)
            continue
        known = (name for name, one in importers.items() if one.recognises(row))
        # The shape that is asked for need not be recognised: the reading says why not.
        shape = next(known, next(iter(importers)) if len(importers) == 1 else None)
        if shape is None:
            yield _One(line, place, "", {}, _unknown(row))
            continue
        yield from _inside(_One(line, place, shape, row))


def _inside(outer: _One) -> Iterator[_One]:
    """Yield the questions that a row holds, or that it holds none."""
    holds_any = False
    try:
        for inner, row in IMPORTERS[outer.shape].unfold(outer.row):
            holds_any = True
            place = ".".join(filter(None, (outer.place, inner)))
            yield outer._replace(place=place, row=row)
    except RowError as error:
        yield outer._replace(reason=str(error))
    else:
        if not holds_any:
            yield outer._replace(reason="it holds no question")


def _unknown(row: Row) -> str:
    names = [f"{name!s:.40}" for name in sorted(row)[:_MOST_FIELDS]]
    has = f"it has the fields {', '.join(names)}" if names else "it has no field"
    return f"no known shape of question, not even {_OWN_FIELDS}; {has}"


def _refuse(draft: Draft, named: str, where: str) -> None:
    if draft.id:
        message = f"the id {named!r} was used before, on {where}"
    else:
        message = f"the same question and answer as on {where}"
    raise RowError(message)


def _finished(draft: Draft, collection: str) -> Question:
    kind = answer_type(draft)
    answerable = kind is not AnswerType.UNANSWERABLE
    carried = [context.name for context in draft.contexts]
    named = draft.id or content_id(draft.text, *draft.answers, *carried)[:12]
    _check_evidence(draft, answerable=answerable)
    for name in carried:
        check_name(name)
    return Question(
        id=named,
        collection=collection,
        text=draft.text.strip(),
        answers=draft.answers if answerable else (),
        answer_type=kind,
        type_inferred=draft.answer_type is None and not draft.unanswerable,
        choices=draft.choices,
        unit=unit(draft, kind),
        evidence=draft.evidence if answerable else (),
        category=draft.category,
        twin_of=draft.twin_of,
        note=draft.note,
        plants=draft.plants,
    )


def _check_evidence(draft: Draft, *, answerable: bool) -> None:
    """Raise where what stands in the documents, or is planted, does not fit."""
    facts = [plant for plant in draft.plants if plant.role is PlantRole.EVIDENCE]
    if answerable and not draft.evidence and not facts:
        message = (
            "planted, yet no plant of it is its evidence"
            if draft.plants
            else "no evidence: give 'document', and 'page' or 'quote'"
        )
    elif draft.plants and draft.evidence:
        message = "both plants and evidence: a planted question has its plants alone"
    elif facts and not answerable:
        message = "unanswerable, yet a plant of it is its evidence"
    elif draft.twin_of and answerable:
        message = f"a twin of {draft.twin_of!r:.80} is unanswerable, and this is not"
    else:
        return
    raise RowError(message)
