"""Whether what the text states is what the question's gold says. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal, InvalidOperation
from typing import Literal, NamedTuple, TypeAlias

from pipeline.corpus import values
from pipeline.corpus.asking import query
from pipeline.corpus.asking.drafts import gold
from pipeline.corpus.asking.query import Found, Query
from pipeline.corpus.checking.keys import Key, Page
from pipeline.corpus.checking.reading import Read
from pipeline.corpus.checking.wording import unnamed
from pipeline.corpus.facts import Fact, Facts, Value
from pipeline.corpus.relations import Shape
from pipeline.records import AnswerType, Question

FaultKind: TypeAlias = Literal[
    "changed",
    "unread",
    "unpaired",
    "wording",
    "undecided",
    "gold",
    "quote",
    "evidence",
    "leak",
    "hint",
    "stated",
]


class Fault(NamedTuple):
    kind: FaultKind
    question: str
    """Of a document or a file alone: none."""
    detail: str


class Text(NamedTuple):
    """All that the documents say."""

    facts: Facts
    places: Mapping[Fact, AbstractSet[Page]]
    pages: Mapping[Page, str]
    """White space folded."""
    read: Mapping[Page, Sequence[Read]]
    """What is stated where on a page."""


def faults(key: Key, found: Found | None, text: Text) -> Iterator[Fault]:
    """Yield all that is wrong with a question of which the text says `found`."""
    question = key.question
    yield from _wording(key)
    yield from _quotes(question, text)
    if found is None and not question.answerable:
        yield from _stated(key, text)
    elif found is None:
        yield Fault("undecided", question.id, "the documents do not decide it")
    else:
        if not same(key.query, found, question):
            said = ", ".join(map(str, found.answers)) or "nothing"
            given = ", ".join(question.answers) or "nothing"
            detail = f"the documents say {said}, the gold is {given}"
            yield Fault("gold", question.id, detail)
        yield from _places(key, found.facts, text)
        yield from _needless(key, found.facts, text)


def _wording(key: Key) -> Iterator[Fault]:
    question = key.question
    for name in unnamed(key.query, question.text):
        yield Fault("wording", question.id, f"the question does not name {name!r}")
    if question.category != key.query.kind:
        detail = f"its category is {question.category!r}, its query {key.query.kind!r}"
        yield Fault("wording", question.id, detail)
    if question.choices and {*question.choices} != {*key.query.subjects}:
        given, named = ", ".join(question.choices), ", ".join(key.query.subjects)
        detail = f"the choices are {given}, not {named}"
        yield Fault("wording", question.id, detail)


def same(query: Query, found: Found, question: Question) -> bool:
    """Compare by type: numbers and dates as such, lists as sets, words as they are."""
    right = gold(query, found)
    if (right.answer_type, right.unit) != (question.answer_type, question.unit):
        return False
    wanted, given = (
        [_value(one, question.answer_type) for one in answers]
        for answers in (right.answers, question.answers)
    )
    if question.answer_type is AnswerType.LIST:
        return len(given) == len(wanted) and set(given) == set(wanted)
    return given == wanted


def _value(said: str, answer_type: AnswerType) -> Value:
    match answer_type:
        case AnswerType.NUMBER:
            try:
                return Decimal(said.replace(",", ""))
            except InvalidOperation:
                return said
        case AnswerType.DATE:
            return _date(said)
        case AnswerType.BOOLEAN:
            return said.casefold()
        case _:
            return said


def _date(said: str) -> Value:
    try:
        return values.read(said, Shape.DATE)
    except ValueError:
        return said


def _quotes(question: Question, text: Text) -> Iterator[Fault]:
    for evidence in question.evidence:
        page = text.pages.get((evidence.document, evidence.page or 0))
        place = f"{evidence.document}, page {evidence.page}"
        if page is None:
            yield Fault("quote", question.id, f"there is no {place}")
        elif " ".join((evidence.quote or "").split()) not in page.replace("\n", " "):
            detail = f"{place} does not hold {evidence.quote!r}"
            yield Fault("quote", question.id, detail)


def _needless(key: Key, facts: Sequence[Fact], text: Text) -> Iterator[Fault]:
    """Yield the evidence whose words state no part of the answer; of a cell, no row."""
    in_row = key.query.kind == "cell"
    for evidence in key.question.evidence:
        page = (evidence.document, evidence.page or 0)
        quote = " ".join((evidence.quote or "").split())
        flat = text.pages.get(page, "").replace("\n", " ")
        starts = [one.start() for one in re.finditer(re.escape(quote), flat)]
        stating = [
            one
            for one in text.read.get(page, ())
            if one.in_row >= in_row and not {*facts}.isdisjoint(one.facts)
        ]
        if starts and not _hold(starts, len(quote), stating):
            kind = "row" if in_row else "part"
            detail = f"{page[0]}, page {page[1]}: {quote!r} states no {kind} of it"
            yield Fault("evidence", key.question.id, detail)


def _hold(starts: Sequence[int], length: int, stating: Sequence[Read]) -> bool:
    return any(
        start <= one.start and one.end <= start + length
        for one in stating
        for start in starts
    )


def _places(key: Key, facts: Sequence[Fact], text: Text) -> Iterator[Fault]:
    for fact in dict.fromkeys(facts):
        places = text.places.get(fact, frozenset())
        if not places & key.evidence:
            detail = f"the evidence does not state {told(fact)}"
            yield Fault("evidence", key.question.id, detail)
        for document, page in sorted(places - key.evidence - key.also):
            detail = f"{document}, page {page} states {told(fact)} too"
            yield Fault("leak", key.question.id, detail)


def _stated(key: Key, text: Text) -> Iterator[Fault]:
    last = query.found(key.query._replace(kind="chain"), text.facts)
    facts = last.facts if last else ()
    told_of = "; ".join(f"{told(one)} ({_where(one, text)})" for one in facts)
    detail = f"it has an answer: {told_of or 'more than one'}"
    yield Fault("stated", key.question.id, detail)


def _where(fact: Fact, text: Text) -> str:
    return ", ".join(f"{name}, page {n}" for name, n in sorted(text.places[fact]))


def told(fact: Fact) -> str:
    since = f" on {fact.on}" if fact.on else ""
    return f"{fact.relation} of {fact.subject} = {fact.value}{since}"
