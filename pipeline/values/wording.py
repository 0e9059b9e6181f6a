"""Words as they stand in sentences: folded, stemmed, and marked where they are denied.

A name on the way is no answer: what stands after "unlike", "than" or "not" is marked as
an aside or as denied, to the end of its clause.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from pipeline.values.folding import ARTICLES
from pipeline.values.stems import FUNCTION_WORDS, stem, word_set

Footing = Literal["plain", "aside", "denied"]
Joint = Literal["", ",", "and", ", and", "or", "but", "other"]
"""Nothing or an article, a comma, with or without comma one of these, other words."""

_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}|\b[A-Z]\.(?=\s?[A-Z])")
_LONE_LETTERS = re.compile(r"\b[A-Z](?: [A-Z])+\b")
_TOKEN = re.compile(
    r"\d[\d.,]*\d[^\W_]*|[^\W_]+(?:['\u2019][^\W_]+)*|[,;:()\u2013\u2014|]"
)
_BREAKS: Final = frozenset(",;:()\u2013\u2014|")
_LETTERS: Final = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
    }
)
_WRITTEN: Final = "two three four five six seven eight nine ten eleven twelve"
_NUMERALS: Final[Mapping[str, str]] = dict(
    zip(
        _WRITTEN.split(),
        map(str, range(2, 13)),
        strict=True,
    )
)
_ROMAN: Final[Mapping[str, str]] = {
    "II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7",
    "VIII": "8", "IX": "9", "XI": "11", "XII": "12",
}  # fmt: skip
"""Without those of one letter, which are initials as often."""
_ABBREVIATED: Final[Mapping[str, str]] = {
    "cllr": "councillor", "dept": "department", "govt": "government",
    "ave": "avenue", "blvd": "boulevard", "rd": "road", "univ": "university",
    "assn": "association", "intl": "international", "natl": "national",
    "mt": "mount", "sen": "senator", "bros": "brothers", "hwy": "highway",
}  # fmt: skip
"""Short forms that stand for one word wherever they stand."""
_NAMES_TOO: Final = frozenset({"US", "WHO", "IT"})
"""Function words, unless in capitals."""

_ASIDE: Final = word_set(
    "unlike than compared versus vs followed besides except excluding opposed "
    "contrast instead ahead behind whereas while despite although though unless "
    "regardless alongside near outside"
)
DENIALS: Final = word_set(
    "not no never neither nor cannot unable without none nobody nothing dont doesnt "
    "didnt isnt arent wasnt werent wont cant couldnt wouldnt shouldnt hasnt "
    "havent hadnt"
)
_JOINTS: Final[Mapping[str, Joint]] = {
    "": "",
    ",": ",",
    ";": ",",
    "and": "and",
    ",and": ", and",
    ";and": ", and",
    "or": "or",
    ",or": "or",
    "andor": "or",
}
_DENIAL_ENDS: Final = frozenset({"but", "and", "because", "since"})


_REMEMBERED: Final = 300
"""Characters: short texts are read several times, each time by another rule."""


class Word(NamedTuple):
    text: str
    """As written."""
    stem: str
    footing: Footing = "plain"
    joint: Joint = ""
    """What stands between it and the word before."""

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def letters(self) -> bool:
        """Whether it is an acronym or initials."""
        return self.text.isalpha() and self.text.isupper()


def read_words(text: str) -> Sequence[Word]:
    """Return the words of a sentence that carry meaning, each with its footing."""
    return _read(text) if len(text) > _REMEMBERED else _remembered(text)


@lru_cache(maxsize=4096)
def _remembered(text: str) -> Sequence[Word]:
    return _read(text)


def _read(text: str) -> Sequence[Word]:
    text = _LONE_LETTERS.sub(_unspaced, _INITIALS.sub(_undotted, text))
    return tuple(_footed(_TOKEN.findall(text)))


def _undotted(found: re.Match[str]) -> str:
    return found.group().replace(".", "")


def _unspaced(found: re.Match[str]) -> str:
    return found.group().replace(" ", "")


def _footed(tokens: Sequence[str]) -> Iterator[Word]:
    aside = leading = denied = False
    between: list[str] = []
    for at, token in enumerate(tokens):
        word, root = _token(token)
        if token in _BREAKS:
            denied = False
            aside = aside and not leading
        elif word in _ASIDE:
            aside, leading = True, at <= 1
        elif word in DENIALS:
            denied = tokens[at + 1 : at + 2] != ["only"]
        elif word in _DENIAL_ENDS:
            denied = False
        if root is not None:
            footing: Footing = "denied" if denied else "aside" if aside else "plain"
            yield Word(token, root, footing, _joint(between) if between else "")
            between = []
        else:
            between.append(word or token)


def _joint(between: Sequence[str]) -> Joint:
    if "but" in between:
        return "but"
    return _JOINTS.get(
        "".join(word for word in between if word not in ARTICLES), "other"
    )


@lru_cache(maxsize=65_536)
def _token(token: str) -> tuple[str, str | None]:
    """Return a token folded, and its stem if it is a word that carries meaning."""
    word = fold(token)
    return word, stem(word) if _carries(word, token) else None


def _carries(word: str, token: str) -> bool:
    if token in _NAMES_TOO:
        return True
    return word not in FUNCTION_WORDS and token not in _BREAKS and bool(word)


@lru_cache(maxsize=65_536)
def fold(token: str) -> str:
    """Fold case, accents and the possessive of one word; small numerals to digits."""
    if token in _ROMAN:
        return _ROMAN[token]
    word = token.casefold().replace("\u2019", "'")
    word = word.removesuffix("'s").replace("'", "")
    if word.isascii():
        word = word.replace(",", "")
        return _NUMERALS.get(word) or _ABBREVIATED.get(word, word)
    parts = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in parts if not unicodedata.combining(c))
