"""Tallies become shares of questions: one rule for every cell of the report."""

from collections.abc import Callable, Iterable, Mapping
from statistics import fmean
from typing import TypeAlias

from pipeline.records import Condition
from pipeline.report.contents import Cell, Outcomes
from pipeline.report.rows import Place, Tally
from pipeline.report.statistics import LEVEL, Calls, Estimate, difference, proportion

Count: TypeAlias = Callable[[Tally], int]
Means: TypeAlias = Mapping[Place, tuple[float, str]]
"""A share of the calls in a place, and the document it belongs to."""


def correct(tally: Tally) -> int:
    return tally.correct


def counted(tally: Tally) -> int:
    return tally.counted


def scored(tally: Tally) -> int:
    return tally.scored


def incorrect(tally: Tally) -> int:
    return tally.incorrect


def abstained(tally: Tally) -> int:
    return tally.abstained


def declined(tally: Tally) -> int:
    """Count what is right where there is no answer, whatever a rule calls it."""
    return tally.correct + tally.abstained


def share(tallies: Iterable[Tally], hits: Count, calls: Count) -> Estimate | None:
    """Return the mean over questions of the share of their calls that are hits."""
    questions: dict[str, list[Tally]] = {}
    for tally in tallies:
        if calls(tally):
            questions.setdefault(tally.question, []).append(tally)
    sums = [
        (sum(map(hits, rows)), sum(map(calls, rows)), rows[0].cluster)
        for _, rows in sorted(questions.items())
    ]
    return proportion(
        [hit / call for hit, call, _ in sums],
        [cluster for _, _, cluster in sums],
        Calls(hits=sum(row[0] for row in sums), calls=sum(row[1] for row in sums)),
    )


def cell(
    tallies: Iterable[Tally],
    *,
    heard: bool,
    length: int | None = None,
    depth: float | None = None,
) -> Cell:
    rows = list(tallies)
    return Cell(
        length=length,
        depth=depth,
        accuracy=share(rows, correct, counted) if heard else None,
        outcomes=Outcomes.of(rows),
    )


def silent(tallies: Iterable[Tally]) -> bool:
    """Return whether calls were made and not one was answered.

    A failed call is not correct; a model that only ever fails was not measured.
    """
    rows = list(tallies)
    tried = sum(tally.planned - tally.pending for tally in rows)
    return tried > 0 and not any(tally.answered for tally in rows)


def answerable(tallies: Iterable[Tally], condition: Condition) -> list[Tally]:
    """Return the tallies that a share may be made of: a rule can judge each."""
    return [
        tally
        for tally in tallies
        if tally.answerable and not tally.needs_reader and tally.condition is condition
    ]


def same_verdict(tallies: Iterable[Tally]) -> Estimate | None:
    """Return the share of questions judged alike at every repeat.

    Counted per question and place; one verdict alone agrees with nothing.
    """
    repeated: dict[str, list[Tally]] = {}
    for tally in tallies:
        if tally.scored > 1:
            repeated.setdefault(tally.question, []).append(tally)
    alike = {question: list(map(_alike, rows)) for question, rows in repeated.items()}
    order = sorted(alike)
    return proportion(
        [fmean(alike[question]) for question in order],
        [repeated[question][0].cluster for question in order],
        Calls(
            hits=sum(sum(values) for values in alike.values()),
            calls=sum(len(values) for values in alike.values()),
        ),
    )


def paired(first: Means, second: Means, *, level: float = LEVEL) -> Estimate | None:
    """Return first minus second over the places that both have a value for."""
    gaps: dict[str, list[float]] = {}
    clusters: dict[str, str] = {}
    for place in sorted(first.keys() & second.keys()):
        left, cluster = first[place]
        gaps.setdefault(place.question, []).append(left - second[place][0])
        clusters[place.question] = cluster
    return difference(
        [fmean(values) for values in gaps.values()],
        list(clusters.values()),
        level=level,
    )


def cell_means(tallies: Iterable[Tally], hits: Count = correct) -> Means:
    """Return the share of hits of each question in each place of the design."""
    return _means(tallies, hits, lambda tally: tally.place)


def question_means(tallies: Iterable[Tally]) -> Means:
    """Return the share correct of each question as a whole: to pair with a control."""
    return _means(tallies, correct, lambda tally: Place(tally.question))


def layout_means(tallies: Iterable[Tally]) -> Means:
    """Return the same in each layout apart: to pair what differs in length."""
    return _means(
        tallies, correct, lambda tally: tally.place._replace(length=0, depth=-1.0)
    )


def _means(
    tallies: Iterable[Tally], hits: Count, place_of: Callable[[Tally], Place]
) -> Means:
    found: dict[Place, tuple[int, int, str]] = {}
    for tally in tallies:
        place = place_of(tally)
        hit, calls, _ = found.get(place, (0, 0, ""))
        found[place] = (hit + hits(tally), calls + tally.counted, tally.cluster)
    return {
        place: (hit / calls, cluster)
        for place, (hit, calls, cluster) in found.items()
        if calls
    }


def _alike(tally: Tally) -> bool:
    return tally.scored in (
        tally.correct,
        tally.incorrect,
        tally.abstained,
        tally.declined,
        tally.malformed,
    )
