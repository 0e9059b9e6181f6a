"""Whether a written question can be used: its text, its answer, its quotes. Pure.

A model is not believed: each quote must stand in the passage that it names, and the
answer in a quote. An explanation, a yes and a no are no string of a document, so for
these the quotes alone are proved.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from pipeline.questions.importers.base import Draft, RowError
from pipeline.questions.planting.passages import Passage
from pipeline.questions.typing import answer_type
from pipeline.questions.writing.asking import MOST_QUOTED
from pipeline.questions.writing.quoting import verbatim
from pipeline.questions.writing.reading import RejectedError, Written
from pipeline.questions.writing.sampling import Draw
from pipeline.records import AnswerType, Evidence, Question, content_id
from pipeline.values.dates import find_dates, parse_date, same_date
from pipeline.values.numbers import find_numbers, parse_number, same_number
from pipeline.values.spelled import in_digits
from pipeline.values.text import holds, normalise, shorten

FEWEST_QUOTED: Final = 3
"""Words of a quote: fewer stand anywhere."""
_FEWEST_CHOICES: Final = 2
_MOST_DIFFICULTY: Final = 120
_ID_DIGITS: Final = 12
_UNPROVED: Final = frozenset({AnswerType.FREE_TEXT, AnswerType.BOOLEAN})
_OPEN: Final = frozenset({AnswerType.CHOICE, AnswerType.BOOLEAN})
"""What a question of these may name, since it is one of several."""
_SHOWN: Final = (
    r"passages?|texts?|excerpts?|extracts?|snippets?|quotes?|documents?|files?|sources?"
)
_REFERS: Final = re.compile(
    r"\b(?:passages?|excerpts?|snippets?)\b"
    rf"|\b(?:the|this|that|these|those|each|both|either|two|given|provided|above)"
    rf"\s+(?:(?:above|given|provided|following|first|second|two|same|other|shown)\s+)*"
    rf"(?:{_SHOWN})\b(?!\s+of\b)"
    r"|\b(?:mentioned|stated|shown|described|given|listed|as|see)\s+(?:above|below)\b"
    r"|\b(?:im|in dem|in diesem|laut|aus dem|der|den|das|dem)\s+"
    r"(?:(?:obigen?|vorliegenden?|gegebenen?)\s+)?"
    r"(?:Text(?:es)?|Textabschnitt|Abschnitt|Auszug|Textauszug|Dokument)\b"
    r"|\b(?:oben|unten)\s+(?:genannt|erw\u00e4hnt|stehend|beschrieben)",
    re.IGNORECASE,
)
"""Words for what only the writer of the question saw."""


def proved(written: Written, draw: Draw, *, model: str, collection: str) -> Question:
    """Return the question that was written. Raises `RejectedError` with the reason."""
    evidence = _evidence(written, draw.passages)
    answers = _answers(written)
    difficulty = " ".join(written.difficulty.split())
    draft = Draft(
        text=" ".join(written.question.split()),
        answers=answers,
        answer_type=written.answer_type,
        choices=written.choices or (),
        unit=written.unit,
        evidence=evidence,
        category=draw.kind.value,
        note=f"written by {model}; difficulty: {shorten(difficulty, _MOST_DIFFICULTY)}",
    )
    try:
        answer_type(draft)
    except RowError as error:
        raise RejectedError(str(error)) from error
    _check_text(draft)
    _check_stated(draft, [item.quote or "" for item in evidence])
    return _question(draft, written.answer_type, collection)


def _question(draft: Draft, kind: AnswerType, collection: str) -> Question:
    return Question(
        id=content_id(draft.text, *draft.answers)[:_ID_DIGITS],
        collection=collection,
        text=draft.text,
        answers=draft.answers,
        answer_type=kind,
        type_inferred=False,
        choices=draft.choices,
        unit=draft.unit,
        evidence=draft.evidence,
        category=draft.category,
        note=draft.note,
    )


def _answers(written: Written) -> tuple[str, ...]:
    kind, answer = written.answer_type, written.answer
    if kind is AnswerType.UNANSWERABLE:
        message = "answer_type 'unanswerable' was not asked for"
        raise RejectedError(message)
    if (kind is AnswerType.LIST) != isinstance(answer, tuple):
        message = f"an answer of type {kind.value!r} that is {_form(answer)}"
        raise RejectedError(message)
    if (kind is AnswerType.CHOICE) != bool(written.choices):
        message = f"choices and answer_type {kind.value!r} do not go together"
        raise RejectedError(message)
    choices = written.choices or ()
    if choices and len(set(map(normalise, choices))) < max(
        _FEWEST_CHOICES, len(choices)
    ):
        message = "choices that are fewer than two, or twice the same"
        raise RejectedError(message)
    if written.unit is not None and kind is not AnswerType.NUMBER:
        message = f"a unit, {shorten(written.unit, 40)!r}, of a {kind.value}"
        raise RejectedError(message)
    return answer if isinstance(answer, tuple) else (answer,)


def _form(answer: str | tuple[str, ...]) -> str:
    return "a list" if isinstance(answer, tuple) else "no list"


def _evidence(written: Written, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    named = sorted(item.passage for item in written.quotes)
    if named != list(range(1, len(passages) + 1)):
        message = f"quotes of passages {named}, where one of each is wanted"
        raise RejectedError(message)
    return tuple(
        _quoted(item.quote, passages[item.passage - 1])
        for item in sorted(written.quotes, key=lambda item: item.passage)
    )


def _quoted(quote: str, passage: Passage) -> Evidence:
    words = len(quote.split())
    if not FEWEST_QUOTED <= words <= MOST_QUOTED:
        message = (
            f"a quote of {words} words; {FEWEST_QUOTED} to {MOST_QUOTED} are wanted"
        )
        raise RejectedError(message)
    found = verbatim(quote, passage.text)
    if found is None:
        message = f"the quote {shorten(quote, 60)!r} does not stand in its passage"
        raise RejectedError(message)
    return Evidence(document=passage.path, page=passage.page, quote=found)


def _check_text(draft: Draft) -> None:
    if refers := _REFERS.search(draft.text):
        message = f"the question speaks of {refers[0]!r}, which a reader never sees"
        raise RejectedError(message)
    kind = draft.answer_type
    if kind in _OPEN:
        return
    for answer in draft.answers:
        if _STATED.get(kind, _word_for_word)(answer, draft.text, draft.unit):
            message = f"the question contains its answer {shorten(answer, 60)!r}"
            raise RejectedError(message)


def _check_stated(draft: Draft, quotes: Sequence[str]) -> None:
    if draft.answer_type in _UNPROVED:
        return
    states = _STATED.get(draft.answer_type, _word_for_word)
    for answer in draft.answers:
        if not any(states(answer, quote, draft.unit) for quote in quotes):
            message = f"no quote states the answer {shorten(answer, 60)!r}"
            raise RejectedError(message)


def _word_for_word(answer: str, text: str, unit: str | None) -> bool:
    del unit
    return holds(normalise(text), normalise(answer))


def _number(answer: str, text: str, unit: str | None) -> bool:
    wanted = parse_number(answer)
    if wanted is None:
        return _word_for_word(answer, text, unit)
    found = [*find_numbers(text), *find_numbers(in_digits(text) or "")]
    return any(same_number(one, wanted, unit=unit, exact=True) for one in found)


def _date(answer: str, text: str, unit: str | None) -> bool:
    wanted = parse_date(answer)
    if wanted is None:
        return _word_for_word(answer, text, unit)
    return any(same_date(item.date, wanted) for item in find_dates(text))


_STATED: Final[Mapping[AnswerType | None, Callable[[str, str, str | None], bool]]] = {
    AnswerType.NUMBER: _number,
    AnswerType.DATE: _date,
}
"""How a text is seen to state an answer, of types that are written in many ways."""
