"""One name in two spellings, and codes that are like each other but two.

"Grove Pay" is GrovePay and "steel (grade 17-4PH)" is 17-4 PH steel, while CYP2C9 is not
CYP2C19.
"""

import re
from functools import lru_cache
from itertools import product
from typing import Final

from pipeline.values.codes import another_code
from pipeline.values.stems import FUNCTION_WORDS, word_set
from pipeline.values.text import normalise, signs_in

_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[A-Z]+(?![a-z])|[^\W\d_]?[^\W\d_A-Z]+|[^\W\d_]")
_SET_APART = re.compile(r"(?<=\S)\s+\([^()]+\)")
_CLASSES: Final = word_set("grade type class model series version brand the a an of")
_SMALL: Final = word_set("the a an")
_VERSION = re.compile(r"\bv(?:ersion)?[ .]?(?=\d)", re.IGNORECASE)
_MAY_GO: Final = frozenset("-v")
"""What one of two spellings may open with alone: of "--all", or of "v2.1"."""
_LEAST_PIECE: Final = 3
_GENITIVE = re.compile(r"(?:the )?([a-z][\w-]*) of (?:the )?(\S+(?: \S+){0,2})")
_CODE = re.compile(r"(?=[^\W\d_]*\d)(?=\d*[^\W\d_])[^\W_]{3,20}")
_DIGITS = re.compile(r"\d+")
_MOST_JOINTS: Final = 5
"""More spaces, or hyphens, no two spellings of a name differ by."""
_IDENTIFIER = re.compile(r"(?=[^_]+_[^_])[^\W\d_][\w.:/-]{2,80}")
_QUALIFIES: Final = (".", ":", "/")
_BINOMIAL = re.compile(
    r"[A-Z][a-z]{2,}\s[a-z]{3,}(?:us|is|um|ae?|ii?|ensis|ens|oides|rum)"
)
_MARKS: Final = "*_`\"' ."


@lru_cache(maxsize=8_192)
def _pieces(text: str) -> tuple[str, ...]:
    """Cut where letters meet digits or a capital begins: "17-4PH" is 17, 4, ph."""
    text = _VERSION.sub("", text)
    found = (piece.casefold() for piece in _PIECE.findall(text))
    return tuple(piece for piece in found if piece not in _SMALL)


def same_spelling(given: str, name: str) -> bool:
    """Return whether two differ only in where words are joined, or in word order.

    >>> same_spelling("Grove Pay", "GrovePay"), same_spelling("a part", "apart")
    (True, False)
    """
    if not _may_be_one(given, name) or signs_in(given) != signs_in(name):
        return False
    mine, wanted = _pieces(given), _pieces(name)
    if mine == wanted or _joined(mine, wanted):
        return bool(mine)
    if _SET_APART.search(given) or _SET_APART.search(name):
        return sorted(_own(mine)) == sorted(_own(wanted)) != []
    return _turned(given, name) or _turned(name, given)


def _joined(mine: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Tell "harbour master" for "harbourmaster"; "not able" is not notable."""
    return "".join(mine) == "".join(wanted) and all(
        len(piece) >= _LEAST_PIECE and piece.isalpha() and piece not in FUNCTION_WORDS
        for piece in (*mine, *wanted)
    )


def _may_be_one(given: str, name: str) -> bool:
    """Tell most names apart at a glance: only brackets and "of" move words."""
    both = given + name
    if "(" in both or " of " in both:
        return True
    opens = {given[:1].casefold(), name[:1].casefold()}
    alike = len(opens) == 1 or not opens.isdisjoint(_MAY_GO)
    return alike and abs(len(given) - len(name)) <= _MOST_JOINTS


def _own(pieces: tuple[str, ...]) -> list[str]:
    return [piece for piece in pieces if piece not in _CLASSES]


def _turned(genitive: str, name: str) -> bool:
    """Tell "the law of Kent" for "Kent law"; York University is not one of York."""
    found = _GENITIVE.fullmatch(genitive.strip())
    if not found:
        return False
    return normalise(f"{found[2]} {found[1]}") == normalise(name.replace("'s ", " "))


def other_code(given: str, name: str) -> bool:
    """Return whether two have codes of one pattern, with other digits.

    >>> other_code("CYP2C19", "CYP2C9"), other_code("HER2", "ERBB2")
    (True, False)
    """
    if another_code(given, name):
        return True
    wanted = _codes(name)
    mine = _codes(given) if wanted else wanted
    if not mine or not mine.isdisjoint(wanted):
        return False
    return any(
        _DIGITS.sub("#", one) == _DIGITS.sub("#", other)
        for one, other in product(mine, wanted)
    )


def part_of_a_code(given: str, name: str) -> bool:
    """Return whether a code of one is the end of one of the other: 2C9 of CYP2C9."""
    wanted = _codes(name)
    mine = _codes(given) if wanted else wanted
    return any(
        one.endswith(other) or other.endswith(one)
        for one, other in product(mine, wanted)
    )


@lru_cache(maxsize=8_192)
def _codes(text: str) -> frozenset[str]:
    """Return the words of letters and digits together."""
    if not _DIGITS.search(text):
        return frozenset()
    words = re.findall(r"[^\W_]+", text)
    return frozenset(word.casefold() for word in words if _CODE.fullmatch(word))


def other_identifier(given: str, name: str) -> bool:
    """Return whether both are names in a program, and neither is the other in full.

    >>> other_identifier("APP_LOG_LEVEL", "APP_LOG"), other_identifier("a.b_c", "b_c")
    (True, False)
    """
    one, other = given.strip(_MARKS).casefold(), name.strip(_MARKS).casefold()
    if one == other or any(
        one.endswith(f"{sign}{other}") or other.endswith(f"{sign}{one}")
        for sign in _QUALIFIES
    ):
        return False
    return all(_IDENTIFIER.fullmatch(text.strip(_MARKS)) for text in (given, name))


def is_a_species(text: str) -> bool:
    """Return whether a text has the form of a scientific name: "Salmo trutta"."""
    return _BINOMIAL.fullmatch(text.strip(_MARKS)) is not None
