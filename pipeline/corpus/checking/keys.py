"""How each question is to be answered: the rows of `queries.jsonl`. Pure."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

from pipeline.corpus.asking.query import Query, of_row
from pipeline.records import Question

Page: TypeAlias = tuple[str, int]
"""A document and the number of a page, counted from 1."""


class Key(NamedTuple):
    question: Question
    query: Query
    evidence: frozenset[Page]
    also: frozenset[Page]
    """Other pages that state a part of the answer."""


def key_of(question: Question, row: Mapping[str, Any]) -> Key:
    """Read a row. Raises `ValueError`, `KeyError` or `TypeError` where it is none."""
    query = of_row(row)
    places = row.get("also", ())
    also = frozenset((str(one["document"]), int(one["page"])) for one in places)
    evidence = frozenset((e.document, e.page or 0) for e in question.evidence)
    return Key(question, query, evidence, also)
