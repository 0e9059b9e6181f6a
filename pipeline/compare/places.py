"""Two arms' places in; those that can be compared, and why the others cannot, out."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from pipeline.compare.contents import LeftOut
from pipeline.compare.rows import PlaceRow, Spot
from pipeline.records import Condition, Distractors, Placement
from pipeline.report.frame import NO_DEPTH, NO_LENGTH

ACROSS: Final[Mapping[str, str]] = {
    "prompts": "other prompts for the same place, such as those of another seed",
    "placement": "the question before, after or on both sides of the documents",
    "distractors": "other kinds of passages around the evidence",
}
"""What may differ where the user says so, and what that lets in."""
_LAYOUT: Final = ("placement", "distractors")
_SHOWN: Final = 3
_NO_VERDICT: Final = {
    "over_window": "beyond the window",
    "pending": "not asked yet",
    "unscored": "not scored",
}


class Arms(NamedTuple):
    """The rows of two arms, and all else it takes to tell what can be compared."""

    first: Sequence[PlaceRow]
    second: Sequence[PlaceRow]
    names: tuple[str, str]
    same_corpus: bool


class _Rule(NamedTuple):
    across: Collection[str]
    same_corpus: bool
    same_judges: bool


class Matched(NamedTuple):
    first: list[PlaceRow]
    second: list[PlaceRow]
    """Of the same places."""
    counted: frozenset[Spot]
    """The places in which both have a verdict or a failure, and none needs a reader."""
    same_prompts: frozenset[Spot]
    """The places in which both were sent the same text."""
    left_out: tuple[LeftOut, ...]


def spot_of(
    condition: str,
    question: str,
    cell: tuple[int | None, float | None],
    layout: tuple[Placement, Distractors | None],
    across: Collection[str] = (),
) -> Spot:
    """Return where that is, blind to the factors that it is compared across."""
    (length, depth), (placement, distractors) = cell, layout
    return Spot(
        condition=condition,
        question=question,
        length=NO_LENGTH if length is None else length,
        depth=NO_DEPTH if depth is None else depth,
        placement="" if "placement" in across else placement,
        distractors="" if "distractors" in across else distractors or "",
    )


def match(arms: Arms, across: Collection[str]) -> Matched:
    """Return the rows of the places that both arms have and that are alike in both.

    What is left out is counted over answerable questions in context, each place once,
    for the first reason that holds.
    """
    mine, theirs = _by_spot(arms.first, across), _by_spot(arms.second, across)
    judges = [set(_all(rows, "judges")) for rows in (arms.first, arms.second)]
    rule = _Rule(across, arms.same_corpus, judges[0] == judges[1])
    kept: dict[Spot, bool] = {}
    why: Counter[str] = Counter()
    for where in sorted(mine.keys() | theirs.keys()):
        one, two = mine.get(where, []), theirs.get(where, [])
        reason = _apart(one, two, arms.names) or _unlike(one, two, rule)
        if reason is None:
            reason = _no_verdict(one, two, arms.names)
            kept[where] = reason is None
        if reason is not None and _counts([*one, *two]):
            why[reason] += 1
    return Matched(
        first=[row for where in kept for row in mine[where]],
        second=[row for where in kept for row in theirs[where]],
        counted=frozenset(where for where, counted in kept.items() if counted),
        same_prompts=frozenset(
            where for where in kept if _share(mine[where], theirs[where], "prompts")
        ),
        left_out=tuple(
            LeftOut(reason=reason, places=places)
            for reason, places in sorted(
                why.items(), key=lambda item: (-item[1], item[0])
            )
        ),
    )


def spot(row: PlaceRow, across: Collection[str]) -> Spot:
    cell, layout = (row.length, row.depth), (row.placement, row.distractors)
    return spot_of(row.condition, row.question, cell, layout, across)


def _by_spot(
    rows: Iterable[PlaceRow], across: Collection[str]
) -> dict[Spot, list[PlaceRow]]:
    found: dict[Spot, list[PlaceRow]] = {}
    for row in rows:
        found.setdefault(spot(row, across), []).append(row)
    return found


def _counts(rows: Sequence[PlaceRow]) -> bool:
    """Return whether the place would be in a headline."""
    return rows[0].condition is Condition.CONTEXT and rows[0].answerable


def _apart(
    one: Sequence[PlaceRow], two: Sequence[PlaceRow], names: tuple[str, str]
) -> str | None:
    """Say which of the two alone has it."""
    for rows, name in zip((two, one), names, strict=True):
        if not rows:
            return f"asked in {name} alone"
    return None


def _unlike(
    one: Sequence[PlaceRow], two: Sequence[PlaceRow], rule: _Rule
) -> str | None:
    if one[0].gold != two[0].gold:
        return "another gold answer"
    if one[0].wording != two[0].wording:
        return "the question is worded in another way"
    return _other_prompts(one, two, rule) or _other_verdicts(one, two, rule)


def _other_prompts(
    one: Sequence[PlaceRow], two: Sequence[PlaceRow], rule: _Rule
) -> str | None:
    if _share(one, two, "calls"):
        return "the same answers: they were asked once, and both runs hold them"
    if _share(one, two, "prompts"):
        return None
    if not rule.same_corpus:
        return "another corpus"
    if "prompts" in rule.across:
        return None
    parts = _differing(one[0], two[0])
    if not parts and any(_levels(one, name) != _levels(two, name) for name in _LAYOUT):
        return None  # changed on purpose, or it would be another place
    why = ", ".join(parts) or "the documents or the design around them are others"
    return f"other prompts: {why}"


def _differing(one: PlaceRow, two: PlaceRow) -> list[str]:
    """Say what made the prompts differ, as far as that is stored."""
    template = one.template != two.template and one.placement == two.placement
    parts = [
        f"another seed ({one.seed}, {two.seed})" * (one.seed != two.seed),
        "another template" * template,
        f"cache {one.cache} against {two.cache}" * (one.cache != two.cache),
        f"evidence {one.arrangement} against {two.arrangement}"
        * (one.arrangement != two.arrangement),
    ]
    return [part for part in parts if part]


def _levels(rows: Iterable[PlaceRow], name: str) -> set[str | None]:
    return {getattr(row, name) for row in rows}


def _other_verdicts(
    one: Sequence[PlaceRow], two: Sequence[PlaceRow], rule: _Rule
) -> str | None:
    mine, theirs = _versions(one), _versions(two)
    for name in sorted(mine.keys() & theirs.keys()):
        if mine[name].isdisjoint(theirs[name]):
            versions = f"{_listed(mine[name])} against {_listed(theirs[name])}"
            return f"judged by another version of a rule ({versions})"
    judged = any(row.judges for row in (*one, *two))
    if judged and not rule.same_judges:
        return "judged by other models, or by none in one of the two"
    return None


def _versions(rows: Iterable[PlaceRow]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in _all(rows, "rules"):
        found.setdefault(name.partition("@")[0], set()).add(name)
    return found


def _no_verdict(
    one: Sequence[PlaceRow], two: Sequence[PlaceRow], names: tuple[str, str]
) -> str | None:
    if any(row.needs_reader for row in (*one, *two)):
        return "left to a reader"
    for rows, name in zip((one, two), names, strict=True):
        if not any(row.counted for row in rows):
            sums = {
                kind: sum(getattr(row, kind) for row in rows) for kind in _NO_VERDICT
            }
            most = max(sums, key=lambda kind: sums[kind])
            return f"{_NO_VERDICT[most]} in {name}"
    return None


def _share(one: Iterable[PlaceRow], two: Iterable[PlaceRow], field: str) -> bool:
    return not set(_all(one, field)).isdisjoint(_all(two, field))


def _all(rows: Iterable[PlaceRow], field: str) -> Iterator[str]:
    return (value for row in rows for value in getattr(row, field))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)[:_SHOWN])
