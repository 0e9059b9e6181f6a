"""Rows of evaluation tools: the fields that docqa's own rows have, wherever they stand.

Such a tool has no field for the place of the evidence, so people put docqa's own names
into the row or into its metadata: `document, page, quote` or `evidence`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, cast

from pipeline.questions.importers import fields, native
from pipeline.questions.importers.base import Draft, Row

_OWN: Final = (
    *("evidence", "document", "doc", "doc_name", "doc_id", "page", "page_number"),
    *("quote", "answer_type", "unit", "unanswerable", "answerable", "category"),
    *("note", "choices"),
)


def draft(given: Mapping[str, Any], *places: object) -> Draft:
    """Read the given fields, and each of docqa's own from the first place with it."""
    row: dict[str, Any] = {}
    for place in places:
        if isinstance(place, dict):
            found = cast("Row", place)
            row = {name: found[name] for name in _OWN if name in found} | row
    row |= {name: value for name, value in given.items() if value is not None}
    read = native.IMPORTER.read(row)
    return replace(
        read,
        category=read.category or fields.text(row, ["category"]),
        note=read.note or fields.text(row, ["note"]),
    )
