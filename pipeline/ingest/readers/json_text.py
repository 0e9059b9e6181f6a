"""JSON and JSON lines: a page for each record, or each value with its path."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, cast

from pipeline.ingest.readers.base import (
    Contents,
    Options,
    PageText,
    UnreadableError,
)
from pipeline.ingest.readers.clean import page
from pipeline.ingest.readers.text import decode

_TEXTS: Final = ("text", "content", "contents", "body", "page_content", "passage")
_TITLES: Final = ("title", "name", "id", "_id")
_FIRST_LINES: Final = 20
_TOO_DEEP: Final = "nests too deep"


class _Written(str):
    """A number as it stands in the file: of any length, with its zeros."""

    __slots__ = ()


def read(data: bytes, options: Options) -> Contents:
    pages: list[PageText] = []
    room = options.most_characters
    for record, note in _records(decode(data).strip()):
        found = _page(len(pages) + 1, record, room)
        pages.append(found if note is None else replace(found, note=note))
        room -= len(found.text)
        if room < 0:
            break
    return Contents(pages or [page(1, "", "", engine="json")])


def _records(text: str) -> Iterator[tuple[object, str | None]]:
    """Yield each record, and what is wrong with it."""
    if not text:
        return
    try:
        value = _parse(text)
    except RecursionError as error:
        raise UnreadableError(_TOO_DEEP) from error
    except json.JSONDecodeError as error:
        if not _in_lines(text):
            message = f"is no JSON: {error}"
            raise UnreadableError(message) from error
        yield from _lines(text)
    else:
        yield from ((record, None) for record in _apart(value))


def _parse(text: str) -> object:
    return json.loads(
        text, parse_int=_Written, parse_float=_Written, parse_constant=_Written
    )


def _in_lines(text: str) -> bool:
    """Tell lines of JSON, some of them bad, from one value that is broken."""
    lines = [
        line for line in text.split("\n", _FIRST_LINES)[:_FIRST_LINES] if line.strip()
    ]
    values = [_try(line) for line in lines]
    good = sum(isinstance(value, dict | list) for value in values)
    return len(lines) > 1 and (values[0] is not None or good * 2 >= len(lines))


def _try(line: str) -> object:
    try:
        return _parse(line)
    except (ValueError, RecursionError):
        return None


def _lines(text: str) -> Iterator[tuple[object, str | None]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        record, note = cast("object", line), None
        try:
            record = _parse(line)
        except json.JSONDecodeError:
            note = f"line {number} is no JSON"
        except RecursionError:
            note = f"line {number} {_TOO_DEEP}"
        yield record, note


def _apart(value: object) -> Sequence[object]:
    """Take a list of texts or of objects apart; all else is one record."""
    one = [value]
    records = cast("list[object]", value) if isinstance(value, list) else one
    return records if all(map(_is_record, records)) else one


def _is_record(value: object) -> bool:
    text = isinstance(value, str) and not isinstance(value, _Written)
    return text or isinstance(value, dict)


def _page(number: int, record: object, room: int) -> PageText:
    if not isinstance(record, dict):
        return page(number, "", _listed(record, room), engine="json")
    fields = cast("dict[str, object]", record)
    key = next((name for name in _named(fields, _TEXTS) if _prose(fields[name])), None)
    title = next(
        (name for name in _named(fields, _TITLES) if _is_scalar(fields[name])), None
    )
    rest = {name: value for name, value in fields.items() if name != key}
    parts = ["" if key is None else _prose(fields[key]), _listed(rest, room)]
    return page(
        number,
        "" if title is None else _scalar(fields[title]),
        "\n\n".join(part for part in parts if part.strip()),
        engine="json",
    )


def _named(fields: Mapping[str, object], names: Sequence[str]) -> Iterator[str]:
    lowered = {name.lower(): name for name in fields}
    return (lowered[name] for name in names if name in lowered)


def _prose(value: object) -> str:
    """Give a text, or a list of texts as its paragraphs; blank for anything else."""
    if isinstance(value, list):
        parts = cast("list[object]", value)
        return (
            "\n\n".join(map(str, parts))
            if all(isinstance(p, str) for p in parts)
            else ""
        )
    return value if isinstance(value, str) and not isinstance(value, _Written) else ""


def _listed(root: object, room: int) -> str:
    """Write a line for each value, until there is more than `room` of it."""
    lines: list[str] = []
    for path, value in _leaves(root):
        lines.append(f"{path}: {_scalar(value)}" if path else _scalar(value))
        room -= len(lines[-1])
        if room < 0:
            break
    return "\n".join(lines)


def _leaves(root: object) -> Iterator[tuple[str, object]]:
    """Yield each value with its path, in order and without recursion."""
    todo: list[tuple[str, Iterator[tuple[str, object]]]] = [("", iter([("", root)]))]
    while todo:
        path, members = todo[-1]
        if (member := next(members, None)) is None:
            todo.pop()
            continue
        step, value = member
        path += step if path else step.removeprefix(".")
        if isinstance(value, dict):
            fields = cast("dict[str, object]", value)
            todo.append((path, ((f".{name}", one) for name, one in fields.items())))
        elif isinstance(value, list):
            items = enumerate(cast("list[object]", value))
            todo.append((path, ((f"[{at}]", one) for at, one in items)))
        else:
            yield path, value


def _is_scalar(value: object) -> bool:
    return value is not None and not isinstance(value, dict | list)


def _scalar(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
