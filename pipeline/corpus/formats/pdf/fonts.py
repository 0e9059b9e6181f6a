"""The standard fonts of every PDF viewer: how wide a text is, what can be written."""

from functools import cache, lru_cache
from typing import Final

from reportlab.pdfbase import pdfmetrics

_ENCODING: Final = "cp1252"
_TABLE: Final[dict[int, str]] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " "),
    **dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys((0x2028, 0x2029), " "),
    **dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF), ""),
    **dict.fromkeys((0x2010, 0x2011, 0x2212), "-"),
}
"""Controls and spaces are blanks, hyphens and the minus one sign, unseen signs gone."""


def plain(text: str) -> str:
    """Return the text in characters of the standard fonts, by the table above.

    Raises `ValueError` with the first character that they have not.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(_TABLE)
    try:
        text.encode(_ENCODING)
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        message = f"the standard fonts of a PDF have no U+{code:04X} ({chr(code)!a})"
        raise ValueError(message) from error
    return text


@lru_cache(1 << 16)
def width(text: str, face: str) -> float:
    """Measure what `plain` gave, in thousandths of the font's size."""
    return sum(map(_widths(face).__getitem__, text.encode(_ENCODING)))


@cache
def _widths(face: str) -> tuple[float, ...]:
    return tuple(pdfmetrics.getFont(face).widths)
