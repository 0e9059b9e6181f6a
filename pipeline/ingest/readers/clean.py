"""Normalise text once, so that a quote typed by a person is found in it.

`characters` is right for every text; `layout` for all but those whose spaces mean
something; `hyphens` for pages that were typeset in lines.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final
from unicodedata import normalize

from pipeline.ingest.readers.base import PageText, label

_DROPPED: Final = (
    *(code for code in range(0x20) if chr(code) not in "\t\n\v\f\r"),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),  # between them stands NEL, a line end
    *(0x00AD, 0x200B, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF),  # soft hyphen, zero widths
)
_SPACES: Final = (0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_LIGATURES: Final = range(0xFB00, 0xFB07)
_TABLE: Final[dict[int, str | None]] = {
    **dict.fromkeys(_DROPPED),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028), "\n"),
    0x2029: "\n\n",
    **{code: normalize("NFKC", chr(code)) for code in _LIGATURES},
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n{3,}")
_WORD = re.compile(r"[^\W\d_]+")

CELL_BORDER: Final = " | "
"""Between the cells of a table's row, which stand on one line."""

LINE_HYPHEN: Final = "\x02"
"""Stands where pdfium took away a hyphen and the line end after it."""
_BROKEN = re.compile(rf"(?:{LINE_HYPHEN}|(?<=\w)-(?:\r\n|\n))(?=\w)")
_LEFT = re.compile(r"[^\W\d_]+\Z")


def page(  # noqa: PLR0913  # one argument for each thing a page has
    number: int,
    heading: str,
    raw: str,
    *,
    engine: str,
    note: str | None = None,
    verbatim: bool = False,
    given: str | None = None,
) -> PageText:
    """Make a page of what an engine gave, cleaned once; `verbatim` keeps its spaces.

    `number` counts from 1 and names a page whose `heading` is blank. `given` is what
    the engine gave where `raw` is no longer that.
    """
    text = characters(raw)
    text = text if verbatim else layout(text)
    raw = raw if given is None else given
    plain = raw.replace("\r\n", "\n").strip()
    return PageText(
        label=label(characters(heading), str(number)),
        text=text,
        engine=engine,
        raw=None if plain == text.strip() else raw,
        note=note,
    )


def at_headings(
    lines: Sequence[str],
    headings: Mapping[int, str],
    *,
    engine: str,
    note: str | None = None,
) -> list[PageText]:
    """Cut a text, given as its lines, into a page for each heading, as it is written.

    `headings` gives the words of each by the line it begins in, counted from 0.
    """
    starts = sorted({0, *headings})
    return [
        page(
            number,
            headings.get(start, ""),
            "".join(lines[start:end]),
            engine=engine,
            note=note,
            verbatim=True,
        )
        for number, (start, end) in enumerate(pairwise([*starts, len(lines)]), 1)
    ]


def characters(text: str) -> str:
    """Line ends to LF; controls and soft hyphens out; ligatures and odd spaces plain.

    What cannot be written as UTF-8 becomes U+FFFD.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _is_clean(text):
        return text
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.translate(_TABLE)


def _is_clean(text: str) -> bool:
    """Whether nothing in `_TABLE` is in it: all that is not printable, and ligatures.

    Three times as fast as to search for any of them.
    """
    printable = text.replace("\n", "").replace("\t", "").isprintable()
    return printable and not any(chr(code) in text for code in _LIGATURES)


def layout(text: str) -> str:
    """No space at a line end, one blank line at most, none around the text."""
    if " \n" in text or "\t\n" in text:
        text = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    if "\n\n\n" in text:
        text = _BLANK_LINES.sub("\n\n", text)
    return text.strip()


def hyphens(pages: Sequence[str]) -> list[str]:
    """Join the words that were cut at a line end.

    Where the document also writes the joined word somewhere, the hyphen was the
    typesetter's and goes; else it may be the author's ("year-on-year"), and stays.
    """
    if not any(map(_may_be_broken, pages)):
        return list(pages)
    words = _Words("\n".join(pages))
    return [_rejoin(page, words) if _may_be_broken(page) else page for page in pages]


def _may_be_broken(page: str) -> bool:
    return LINE_HYPHEN in page or "-\n" in page or "-\r\n" in page


class _Words:
    """Whether a text writes a word. Asked for a few hundred of its many thousands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, bool] = {}

    def __contains__(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = word in self._text and self._as_whole(word)
        return self._known[word]

    def _as_whole(self, word: str) -> bool:
        pattern = rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])"
        return re.search(pattern, self._text) is not None


def _rejoin(page: str, words: _Words) -> str:
    def rejoin(found: re.Match[str]) -> str:
        left = _LEFT.search(page, max(0, found.start() - 40), found.start())
        right = _WORD.match(page, found.end())
        if left and right and left[0][-1].islower() and right[0][0].islower():
            return "" if left[0] + right[0] in words else "-"
        return "-" if found[0] == LINE_HYPHEN else found[0]

    return _BROKEN.sub(rejoin, page)
