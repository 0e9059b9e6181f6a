"""Sentences in, lines of type out."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from pipeline.corpus.formats.pdf.fonts import plain, width
from pipeline.corpus.formats.pdf.slugs import Ink, Slug
from pipeline.corpus.papers import Sentence

_ASCENT: Final = 0.78
"""Of the size: how far below the top of its line a text stands."""
_LONGEST: Final = 24
"""Lines tied together, beyond which a paragraph is set as two."""
_WIDEST_BLANK: Final = 0.45
"""Of the size: a line that would need wider ones is left ragged."""
INDENT: Final = 1.4
"""Of the size."""
_NO_SENTENCE: Final = -1


class Type(NamedTuple):
    """What a text is set in."""

    face: str
    size: float
    leading: float
    room: float
    """How wide a line may be, from the left of the column."""
    left: float = 0.0
    """Where lines begin."""
    first: float | None = None
    """Where the first line begins, if elsewhere."""
    justified: bool = False


class Mark(NamedTuple):
    text: str
    x: float = 0.0
    raised: bool = False


class _Words(NamedTuple):
    texts: list[str]
    owners: list[int]
    """Of each the sentence it is of, if that states something."""


def paragraph(
    sentences: Sequence[Sentence],
    kind: Type,
    label: Mark | None = None,
    note: str = "",
) -> list[Slug]:
    """Set sentences in lines: a label before the first, a note's mark after the last.

    No sentence that states something is torn by the end of a page, and no word by the
    end of a line: a word that is too wide is set smaller.
    """
    words = _words(sentences)
    ends = _ends(words.texts, kind, _mark_width(note, kind))
    whole = [a >= 0 and a == b for a, b in _over(words.owners, ends)]
    if len(sentences) > 1 and _longest(whole) >= _LONGEST:
        half = len(sentences) // 2
        begun = paragraph(sentences[:half], kind, label)
        rest = kind._replace(first=kind.left + kind.size * INDENT)
        return [*begun, *paragraph(sentences[half:], rest, None, note)]
    slugs = list(_slugs(words.texts, ends, kind))
    slugs = [
        slug._replace(keep=n in {0, len(slugs) - 2} and n < len(slugs) - 1, whole=tied)
        for n, (slug, tied) in enumerate(zip(slugs, [*whole, False], strict=True))
    ]
    if label:
        ink = _label(label, kind)
        slugs[0] = slugs[0]._replace(inks=(ink, *slugs[0].inks))
    if note:
        slugs[-1] = slugs[-1]._replace(inks=_marked(slugs[-1].inks, note, kind))
    return slugs


def text(words: str, kind: Type) -> list[Slug]:
    """Set words that state nothing, all lines kept together."""
    slugs = paragraph((Sentence(words),), kind)
    return [slug._replace(keep=True) for slug in slugs]


def ends(widths: Sequence[float], blank: float, first: float, room: float) -> list[int]:
    """Return how many words are set by the end of each line, one on each at least."""
    found: list[int] = []
    left, used = first, -blank
    for place, wide in enumerate(widths):
        if used >= 0 and used + blank + wide > left:
            found.append(place)
            left, used = room, -blank
        used += blank + wide
    return [*found, len(widths)]


def _words(sentences: Sequence[Sentence]) -> _Words:
    texts: list[str] = []
    owners: list[int] = []
    for number, sentence in enumerate(sentences):
        states = bool(sentence.facts or sentence.mentions)
        found = plain(sentence.text).split()
        if any(word.endswith("-") for word in found):
            found = list(_tied(found))
        texts += found
        owners += [number if states else _NO_SENTENCE] * len(found)
    return _Words(texts, owners)


def _tied(words: Sequence[str]) -> Iterator[str]:
    """Keep a hyphen from the end of a line, where a reader would take it away."""
    held = ""
    for word in words:
        held = f"{held} {word}" if held else word
        if not word.endswith("-"):
            yield held
            held = ""
    if held:
        yield held


def _ends(words: Sequence[str], kind: Type, mark: float) -> list[int]:
    scale = kind.size / 1000
    widths = [width(word, kind.face) * scale for word in words]
    if widths:
        widths[-1] += mark
    first = kind.left if kind.first is None else kind.first
    blank = width(" ", kind.face) * scale
    return ends(widths, blank, kind.room - first, kind.room - kind.left)


def _over(owners: Sequence[int], stops: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the owners of the words on both sides of each line's end."""
    for stop in stops[:-1]:
        yield owners[stop - 1], owners[stop]


def _longest(whole: Sequence[bool]) -> int:
    longest = run = 0
    for tied in whole:
        run = run + 1 if tied else 0
        longest = max(longest, run)
    return longest


def _slugs(words: Sequence[str], stops: Sequence[int], kind: Type) -> Iterator[Slug]:
    begin = 0
    left = kind.left if kind.first is None else kind.first
    for stop in stops:
        line = " ".join(words[begin:stop])
        last = stop == len(words)
        ink = _fitted(line, kind, left, stretched=kind.justified and not last)
        yield Slug(kind.leading, (ink,) if line else ())
        begin, left = stop, kind.left


def _fitted(line: str, kind: Type, left: float, *, stretched: bool) -> Ink:
    room = kind.room - left
    wide = width(line, kind.face) * kind.size / 1000
    size, space = kind.size, 0.0
    if wide > room:
        size = kind.size * room / wide
    elif stretched and (blanks := line.count(" ")):
        space = (room - wide) / blanks
        space = 0.0 if space > _WIDEST_BLANK * size else space
    return Ink(left, kind.size * _ASCENT, line, kind.face, size, space)


def _label(label: Mark, kind: Type) -> Ink:
    size = kind.size * (0.7 if label.raised else 1.0)
    rise = kind.size * (0.3 if label.raised else 0.0)
    y = kind.size * _ASCENT - rise
    return Ink(label.x, y, f"{plain(label.text)} ", kind.face, size)


def _mark_width(note: str, kind: Type) -> float:
    return width(f" {note}", kind.face) * kind.size * 0.7 / 1000 if note else 0.0


def _marked(inks: tuple[Ink, ...], note: str, kind: Type) -> tuple[Ink, ...]:
    """Raise a mark behind the text, a blank between: "12." and "3" are not "12.3"."""
    last = inks[-1] if inks else Ink(kind.left, kind.size * _ASCENT, "", kind.face, 1)
    x = last.x + width(last.text, last.face) * last.size / 1000
    raised = Ink(x, last.y - kind.size * 0.3, f" {note}", kind.face, kind.size * 0.7)
    return (*inks, raised)
