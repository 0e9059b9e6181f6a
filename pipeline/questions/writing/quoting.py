"""Where a quote stands in a passage: what a model copied in, what the passage says out.

Case, white space and the look of quotation marks and dashes do not count: a model that
copies puts its own. Every letter and figure does.
"""

import re
from typing import Final

_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2212-"
_MARKS: Final = "'\"`\u2018\u2019\u201a\u201b\u201c\u201d\u201e"
_ALIKE: Final = tuple(f"[{re.escape(signs)}]" for signs in (_DASHES, _MARKS))
_PIECE = re.compile(rf"\s+|{'|'.join(_ALIKE)}|[^\s{re.escape(_DASHES + _MARKS)}]+")


def verbatim(quote: str, passage: str) -> str | None:
    """Return the quote as the passage writes it; `None` where it does not stand there.

    It stands at word boundaries: "17 m" is not in "117 m".
    """
    pieces = _PIECE.findall(quote.strip())
    if not pieces:
        return None
    whole = rf"(?<!\w){''.join(map(_loose, pieces))}(?!\w)"
    if not re.match(r"\w", pieces[0]):
        whole = whole.removeprefix(r"(?<!\w)")
    if not re.search(r"\w\Z", pieces[-1]):
        whole = whole.removesuffix(r"(?!\w)")
    found = re.search(whole, passage, re.IGNORECASE)
    return found[0] if found else None


def _loose(piece: str) -> str:
    if piece.isspace():
        return r"\s+"
    alike = next((signs for signs in _ALIKE if re.fullmatch(signs, piece)), None)
    return alike or re.escape(piece)
