"""YAML in, its rows out: built from events, so that no tag makes anything of them.

A plain scalar is what JSON would take it for, else text: `1.50` keeps its zero, and
12:30, 2019-01-01 and NO are no number, date and boolean. An alias is refused: a few
of aliases would be a row of any size.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, Final, TextIO

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from pipeline.questions.files.base import (
    LONGEST_ROW,
    NO_MORE,
    ROWS_UNDER,
    Found,
    one_row,
)
from pipeline.values.written import Written, integer

_WORDS: Final = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER: Final = re.compile(r"-?(0|[1-9]\d*)")
_FLOAT: Final = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?")
_STANDARD: Final = "tag:yaml.org,2002:"
_TAGS: Final = {
    "!",
    *(f"{_STANDARD}{n}" for n in ("str", "int", "float", "bool", "null", "seq", "map")),
}
_LOADER: Final[type[Any]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Written in C where the library was built with it, some ten times as fast."""


def read(text: TextIO) -> Iterator[Found]:
    whole = text.read(LONGEST_ROW + 1)
    if len(whole) > LONGEST_ROW:
        message = f"YAML of more than {LONGEST_ROW:,} characters; JSON Lines may be any"
        yield Found(1, None, message)
        return
    line = 1
    try:
        events = _events(whole)
        for event in events:
            line = _line(event)
            if isinstance(event, DocumentStartEvent):
                for found in _rows(events):
                    line = found.line
                    yield found
    except UnicodeEncodeError as error:
        line = whole.count("\n", 0, error.start) + 1
        yield Found(line, None, f"a byte that is not UTF-8; {NO_MORE}")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else line
        why = getattr(error, "problem", None) or str(error).splitlines()[0]
        yield Found(line, None, f"not YAML: {why}; {NO_MORE}")


def _events(text: str) -> Iterator[Event]:
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _rows(events: Iterator[Event]) -> Iterator[Found]:
    """Yield the rows of one document, as those of a JSON document."""
    event = next(events)
    if isinstance(event, SequenceStartEvent):
        yield from _items(events, "")
    elif isinstance(event, MappingStartEvent):
        yield from _of_mapping(event, events)
    elif not isinstance(event, ScalarEvent) or event.value.strip():
        yield _row(event, events, "")


def _items(events: Iterator[Event], name: str) -> Iterator[Found]:
    index = 0
    while not isinstance(event := next(events), SequenceEndEvent):
        yield _row(event, events, f"{name}[{index}]" if name else "")
        index += 1


def _of_mapping(start: Event, events: Iterator[Event]) -> Iterator[Found]:
    """Yield the rows that a mapping holds, else the one that it is."""
    held, holds_rows, refused = dict[str, object](), False, list[str]()
    while not isinstance(key := next(events), MappingEndEvent):
        name, event = str(_value(key, events, refused)), next(events)
        ahead = events
        if name in ROWS_UNDER and isinstance(event, SequenceStartEvent):
            first = next(events)
            ahead = chain([first], events)
            if isinstance(first, MappingStartEvent):
                holds_rows = True
                yield from _items(ahead, name)
                continue
        held[name] = _value(event, ahead, refused)
    if not holds_rows:
        yield _found(_line(start), held, refused, "")


def _row(event: Event, events: Iterator[Event], place: str) -> Found:
    refused: list[str] = []
    return _found(_line(event), _value(event, events, refused), refused, place)


def _found(line: int, value: object, refused: list[str], place: str) -> Found:
    if refused:
        return Found(line, None, refused[0], place)
    return one_row(line, value, place)


def _value(event: Event, events: Iterator[Event], refused: list[str]) -> object:
    """Build the value that begins with this event, at any depth without recursion.

    It is read to its end in any case; `refused` gets what in it is not taken.
    """
    held: list[list[object]] = [[]]
    while True:
        if refusal := _refusal(event):
            refused.append(refusal)
        if isinstance(event, SequenceStartEvent | MappingStartEvent):
            held.append([])
        elif isinstance(event, SequenceEndEvent):
            held[-2].append(held.pop())
        elif isinstance(event, MappingEndEvent):
            parts = held.pop()
            names = [str(name) for name in parts[::2]]
            held[-1].append(dict(zip(names, parts[1::2], strict=True)))
        else:
            held[-1].append(_scalar(event))
        if len(held) == 1:
            return held[0][0]
        event = next(events)


def _refusal(event: Event) -> str:
    """Say why an event is not taken; "" for one that is."""
    if isinstance(event, AliasEvent):
        return f"the alias *{event.anchor}, which is not followed: write it out"
    tag: str | None = getattr(event, "tag", None)
    if tag is None or tag in _TAGS:
        return ""
    return f"the tag {tag!r}, which is not read"


def _scalar(event: Event) -> object:
    """Return what JSON would take a plain scalar for, else its text."""
    if not isinstance(event, ScalarEvent):
        return None
    text = event.value
    if event.style or event.tag == f"{_STANDARD}str":
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return integer(text)
    return Written(text) if _FLOAT.fullmatch(text) else text


def _line(event: Event) -> int:
    mark: Any = event.start_mark  # only events that nobody parsed have none
    return int(mark.line) + 1
