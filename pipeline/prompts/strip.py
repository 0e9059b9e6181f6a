"""The passages of a prompt in; how they lie, as a line of letters or an SVG, out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from pipeline.canvas import Area, Box, Card, Key, Mark, drawing, round_ticks
from pipeline.prompts.passages import EVIDENCE
from pipeline.prompts.shown import Look, Part
from pipeline.records import Condition, PassageClass, Placement, Prompt


class _Dress(NamedTuple):
    letter: str
    name: str
    colour: str


DRESSES: Final[Mapping[PassageClass, _Dress]] = {
    PassageClass.GOLD: _Dress("#", "evidence", "#D55E00"),
    PassageClass.OTHER_GOLD: _Dress("o", "evidence of others, near-misses", "#E69F00"),
    PassageClass.SAME_DOCUMENT: _Dress("s", "same document", "#009E73"),
    PassageClass.HARD: _Dress("h", "hard", "#0072B2"),
    PassageClass.WHOLE_DOCUMENT: _Dress("w", "whole documents", "#9A5B8F"),
    PassageClass.RANDOM: _Dress("r", "random", "#A6CEE8"),
}
"""Okabe and Ito's colours, which the colour-blind tell apart; the pink darker, and the
blue of most passages paler, so that the evidence stands out."""
_FROM_BELOW: Final = tuple(DRESSES)[::-1]
_PLACES: Final[Mapping[Placement, str]] = {
    Placement.AFTER: "after",
    Placement.BEFORE: "before",
    Placement.BOTH: "before and after",
}
_AREA: Final = Area(53, 88, 654, 43)
_HEIGHT: Final = 225
_FINEST: Final = 1 / 250
"""Of all tokens: what is shorter is drawn together with what follows."""
_SEEN: Final = 1 / 200
"""Of all tokens: evidence that is shorter is drawn longer."""

_LEAST: Final = 0.001
"""A smaller share is written as smaller than this."""


class Share(NamedTuple):
    """What one class has of all passages."""

    kind: PassageClass
    tokens: int
    share: float

    @property
    def words(self) -> str:
        """Its name and share, which is never written as none or all if it is not."""
        written = min(max(self.share, _LEAST), 1 - _LEAST)
        sign = "<" if self.share < written else ">" if self.share > written else ""
        shown = "100%" if self.share == 1 else f"{sign}{written:.1%}"
        return f"{DRESSES[self.kind].name} {shown}"


class Stretch(NamedTuple):
    """Passages side by side that are drawn as one."""

    start: int
    sizes: Mapping[PassageClass, int]
    """Tokens of each class; evidence is never drawn with another."""
    depth: float | None
    """Of its first passage."""

    @property
    def tokens(self) -> int:
        return sum(self.sizes.values())


def question_place(placement: Placement) -> str:
    return f"question {_PLACES[placement]} the documents"


def shares(parts: Sequence[Part]) -> list[Share]:
    """Return what each class has, the evidence first."""
    total = _size(parts)
    sizes = {kind: _size(p for p in parts if p.kind is kind) for kind in DRESSES}
    return [Share(kind, size, size / total) for kind, size in sizes.items() if size]


def line(parts: Sequence[Part], columns: int) -> str:
    """Draw the passages as one letter a column; evidence shows however short it is."""
    drawn = [""] * (columns if parts else 0)
    scale = columns / max(_size(parts), 1)
    passed = 0
    places: list[tuple[PassageClass, int, int]] = []
    for part in parts:
        first, last = round(passed * scale), round((passed + part.tokens) * scale)
        places.append((part.kind, first, last))
        passed += part.tokens
    for kind in _FROM_BELOW:
        for _, first, last in (place for place in places if place[0] is kind):
            start = min(first, columns - 1) if kind in EVIDENCE else first
            end = max(last, start + 1) if kind in EVIDENCE else last
            drawn[start:end] = [DRESSES[kind].letter] * (end - start)
    return "".join(drawn)


def stretches(parts: Sequence[Part], least: float) -> list[Stretch]:
    """Return the passages, those of one class in one document joined.

    Shorter than `least`, a stretch takes in what follows, evidence aside.
    """
    found: list[Stretch] = []
    start = 0
    before: Part | None = None
    for part in parts:
        if before and _joins(found[-1], before, part, least):
            sizes = found[-1].sizes
            size = sizes.get(part.kind, 0) + part.tokens
            found[-1] = found[-1]._replace(sizes={**sizes, part.kind: size})
        else:
            found.append(Stretch(start, {part.kind: part.tokens}, part.depth))
        start += part.tokens
        before = part
    return found


def svg(look: Look) -> bytes:
    """Draw where what lies; the same prompt is the same picture, down to the byte."""
    total = _size(look.parts)
    with drawing():
        card = Card(_title(look.prompt), _HEIGHT)
        rows = card.rows(_AREA)
        card.note(_note(look.prompt))
        if not total:
            rows.axis_x([0], [""], "")
            rows.strip([], 1)
            rows.say("no documents are shown")
            return card.svg()
        shown = round_ticks(total)
        name = f"tokens of the documents, {total:,} in all"
        rows.axis_x(shown, [f"{tick:,}" for tick in shown], name)
        found = stretches(look.parts, total * _FINEST)
        rows.strip(list(_boxes(found, total)), total)
        rows.marks(_marks(found))
        card.keys(
            [Key(one.words, DRESSES[one.kind].colour) for one in shares(look.parts)]
        )
        return card.svg()


def _joins(stretch: Stretch, before: Part, part: Part, least: float) -> bool:
    alike = before.kind is part.kind
    if alike and before.path == part.path and len(stretch.sizes) == 1:
        return True
    evidence = before.kind in EVIDENCE or part.kind in EVIDENCE
    return stretch.tokens < least and (alike or not evidence)


def _boxes(found: Sequence[Stretch], total: int) -> Iterator[Box]:
    """Yield the boxes, evidence last, so that nothing is drawn over it."""
    for one in sorted(found, key=_is_evidence):
        width = max(one.tokens, total * _SEEN) if _is_evidence(one) else one.tokens
        start, low = min(one.start, total - width), 0.0
        for kind in _FROM_BELOW:
            if height := one.sizes.get(kind, 0) / one.tokens:
                yield Box(start, width, low, height, DRESSES[kind].colour)
                low += height


def _marks(found: Sequence[Stretch]) -> list[Mark]:
    """Point at evidence; pieces that stand together have one depth."""
    places = {
        one.depth: one.start + one.tokens / 2
        for one in reversed(found)
        if PassageClass.GOLD in one.sizes and one.depth is not None
    }
    colour = DRESSES[PassageClass.GOLD].colour
    return [Mark(x, f"depth {depth:.3f}", colour) for depth, x in places.items()]


def _is_evidence(stretch: Stretch) -> bool:
    return any(kind in stretch.sizes for kind in EVIDENCE)


def _title(prompt: Prompt) -> str:
    asked = "" if prompt.length is None else f" ({prompt.length:,} asked)"
    return (
        f"Prompt {prompt.id[:10]}: {prompt.condition}, {prompt.tokens:,} tokens{asked}"
    )


def _note(prompt: Prompt) -> str:
    if prompt.condition is Condition.CLOSED_BOOK:
        return "the question alone"
    parts = [question_place(prompt.placement)]
    if prompt.distractors is not None:
        parts.append(f"{prompt.distractors} distractors")
    if prompt.depth is not None:
        taken = prompt.condition is Condition.GOLD_REMOVED
        what = "evidence taken from" if taken else "evidence asked at"
        parts.append(f"{what} depth {prompt.depth:g}")
    return ", ".join(parts)


def _size(parts: Iterable[Part]) -> int:
    return sum(part.tokens for part in parts)
