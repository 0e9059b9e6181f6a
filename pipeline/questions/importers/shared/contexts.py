"""Texts that rows carry, and evidence that stands in them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, cast

from pipeline.questions.importers import fields
from pipeline.questions.importers.base import Context, Draft, Row
from pipeline.questions.importers.shared import needed
from pipeline.questions.importers.shared.written_lists import unwritten
from pipeline.records import Evidence, content_id

_LONGEST_TITLE: Final = 40
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


def context(shape: str, text: str, title: str | None = None) -> Context:
    """Name a text by its set, its title or first words, and its content.

    A form feed would begin a page of its own, so it becomes a line break: then page 1
    is the whole text.
    """
    text = text.replace("\f", "\n")
    said = _UNSAFE.sub("-", (title or text[: 2 * _LONGEST_TITLE]).strip())
    name = said.strip("-")[:_LONGEST_TITLE].strip("-") or "text"
    return Context(f"{shape}/{name}-{content_id(text)[:8]}.txt", text)


def whole(context: Context) -> Evidence:
    """Return the whole text as evidence: it has one page."""
    return Evidence(document=context.name, page=1)


def quoted(context: Context, quote: str) -> Evidence:
    return Evidence(document=context.name, page=1, quote=quote)


def contexts(shape: str, row: Row, *names: str) -> tuple[Context, ...]:
    """Return a field's texts; it may be one, a list, or a list written as text."""
    found = unwritten(fields.texts(row, names))
    return tuple(context(shape, one) for one in found if one.strip())


def passages(shape: str, row: Row) -> list[tuple[Context, Row]]:
    """Return the texts of `ctxs`, each below its title, with what the row says of it.

    The title is part of the text because the sets show it to the model too: a passage
    often speaks of its subject as "it".
    """
    found: list[tuple[Context, Row]] = []
    for item in fields.objects(row, "ctxs"):
        text = needed.text(item, "text", shown="ctxs.text")
        title = fields.text(item, ["title"])
        told = f"{title}\n\n{text}" if title and title.strip() else text
        found.append((context(shape, told, title), item))
    return found


def marked_passages(row: Row, *marks: str) -> bool:
    """Tell whether a row has passages that one of these marks stands on."""
    found: object = row.get("ctxs")
    items = cast("list[object]", found) if isinstance(found, list) else []
    return any(
        isinstance(item, dict) and any(mark in item for mark in marks) for item in items
    )


def gold(passages: Iterable[tuple[Context, Row]], mark: str) -> tuple[Context, ...]:
    """Return the passages whose mark is true."""
    return tuple(context for context, item in passages if item.get(mark) is True)


def carrying(
    draft: Draft, carried: Sequence[Context], gold: Iterable[Context]
) -> Draft:
    """Give a question the texts of its row: evidence, where it names no other."""
    evidence = draft.evidence or tuple(map(whole, gold))
    return replace(draft, contexts=tuple(carried), evidence=evidence)
