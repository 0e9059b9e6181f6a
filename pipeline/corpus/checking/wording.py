"""What a question must name, for its query to be the one that it asks. Pure."""

from collections.abc import Iterator
from datetime import date

from pipeline.corpus import values
from pipeline.corpus.asking.giveaways import holds_words
from pipeline.corpus.asking.query import Query
from pipeline.corpus.asking.words import said_day, said_month, said_value
from pipeline.corpus.relations import RELATIONS, Time


def unnamed(query: Query, text: str) -> Iterator[str]:
    """Yield the names, days and bounds of a query that a question does not name."""
    wanted = dict.fromkeys([*query.subjects, *_days(query), *_values(query)])
    yield from (one for one in wanted if not holds_words(text, one))


def _days(query: Query) -> Iterator[str]:
    monthly = RELATIONS[query.relation].time is Time.AT
    for day in map(date.fromisoformat, query.on.split("/") if query.on else ()):
        yield said_month(day) if monthly else said_day(day)


def _values(query: Query) -> Iterator[str]:
    """Of a span of days a question has the year, and a quarter in words."""
    if query.bound and query.bound[1]:
        yield _said(query.relation, query.bound[1])
    for relation, sign, text in query.where:
        value = values.read(text, RELATIONS[relation].shape)
        spans = sign != "=" and isinstance(value, date)
        yield text[:4] if spans else _said(relation, text)


def _said(relation: str, text: str) -> str:
    return said_value(values.read(text, RELATIONS[relation].shape), relation)
