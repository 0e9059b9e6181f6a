"""A JSON array of rows, or an object that is one or holds them; read as it comes."""

from collections.abc import Iterator
from json import JSONDecodeError
from typing import Final, TextIO

from pipeline.questions.files.base import (
    LONGER,
    LONGEST_ROW,
    NO_MORE,
    ROWS_UNDER,
    Found,
    one_row,
)
from pipeline.questions.files.json_lines import DECODER, not_json, what
from pipeline.questions.files.json_lines import read as read_lines

_READ_AT_ONCE: Final = 1 << 16
_SPACE: Final = " \t\r\n"


class _BrokenError(Exception):
    """The document cannot be read on; the message says why, for people."""


def read(text: TextIO) -> Iterator[Found]:
    """Yield the rows of a document, or of lines that are each a document."""
    if _are_lines(text):
        yield from read_lines(text)
        return
    document = _Document(text)
    try:
        yield from _rows(document)
        if document.next():
            reason = f"not JSON: {document.next()!r} after its end; {NO_MORE}"
            yield Found(document.line, None, reason)
    except _BrokenError as error:
        yield Found(document.line, None, f"{error}; {NO_MORE}")


def _are_lines(text: TextIO) -> bool:
    """Tell objects that stand on a line each, by the first two of them."""
    first = text.readline(_READ_AT_ONCE)
    second = text.read(_READ_AT_ONCE).lstrip()
    text.seek(0)
    try:
        return isinstance(DECODER.decode(first), dict) and second.startswith("{")
    except (ValueError, RecursionError):
        return False


def _rows(document: "_Document") -> Iterator[Found]:
    if document.next() == "[":
        yield from _items(document, "")
    elif document.next() == "{":
        yield from _of_object(document)
    elif document.next() != "":
        yield one_row(document.line, document.value())


def _items(document: "_Document", name: str) -> Iterator[Found]:
    """Yield the items of a list; one that is no row costs itself alone."""
    document.take("[")
    index = 0
    while document.next() != "]":
        line = document.line
        yield one_row(line, document.value(), f"{name}[{index}]" if name else "")
        document.comma("]")
        index += 1
    document.take("]")


def _of_object(document: "_Document") -> Iterator[Found]:
    """Yield the rows that the object holds, else the one that it is."""
    line, held, holds_rows = document.line, dict[str, object](), False
    document.take("{")
    while document.next() != "}":
        name = str(document.value())
        document.take(":")
        if name in ROWS_UNDER and document.opens_rows():
            holds_rows = True
            yield from _items(document, name)
        else:
            held[name] = document.value()
        document.comma("}")
    document.take("}")
    if not holds_rows:
        yield one_row(line, held)


class _Document:
    """A text that is read on only when what comes next is not whole."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._held = ""
        self._at = 0
        self.line = 1

    def next(self) -> str:
        """Pass over white space; return the character there, "" at the end."""
        while True:
            end = self._at
            while end < len(self._held) and self._held[end] in _SPACE:
                end += 1
            self._pass_to(end)
            if end < len(self._held) or not self._read_on():
                return self._held[end : end + 1]

    def opens_rows(self) -> bool:
        """Tell a list whose first item is an object."""
        if self.next() != "[":
            return False
        while not (after := self._held[self._at + 1 :].lstrip(_SPACE)):
            if not self._read_on():
                break
        return after.startswith("{")

    def take(self, wanted: str) -> None:
        if self.next() != wanted:
            found = repr(self.next()) if self.next() else "the end of the file"
            message = f"not JSON: {wanted!r} is wanted, not {found}"
            raise _BrokenError(message)
        self._pass_to(self._at + 1)

    def comma(self, end: str) -> None:
        """Pass the comma before a further item; none is needed before the end."""
        if self.next() != end:
            self.take(",")

    def value(self) -> object:
        """Return the value that begins here. Raises `_BrokenError`."""
        self.next()
        while True:
            try:
                value, end = DECODER.raw_decode(self._held, self._at)
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError) or not self._read_on():
                    raise _BrokenError(self._reason(error)) from error
                continue
            # A number may go on in what has not been read yet.
            if end < len(self._held) or not self._read_on():
                self._pass_to(end)
                return value

    def _reason(self, error: Exception) -> str:
        if not isinstance(error, JSONDecodeError):
            return not_json(error)
        line = self.line + self._held.count("\n", self._at, error.pos)
        return f"not JSON: {what(error)} on line {line:,}"

    def _pass_to(self, end: int) -> None:
        self.line += self._held.count("\n", self._at, end)
        self._at = end

    def _read_on(self) -> bool:
        """Hold as much again; `False` at the end of the file."""
        self._held, self._at = self._held[self._at :], 0
        if len(self._held) > LONGEST_ROW:
            raise _BrokenError(LONGER)
        more = self._text.read(max(_READ_AT_ONCE, len(self._held)))
        self._held += more
        return bool(more)
