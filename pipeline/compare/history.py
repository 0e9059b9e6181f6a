"""Where models stood in each run in, who led on what from run to run out. Pure."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from pipeline.compare.chronicle import Entry, Lead, Matter, Series, Standing
from pipeline.compare.standings import Stood
from pipeline.report import words
from pipeline.report.baselines import is_baseline
from pipeline.statistics.lengths import EffectiveLength, RungStatus


class Told(NamedTuple):
    """What a run showed, and when it was asked."""

    run: str
    corpus: str
    collection: str
    asked: str | None
    """When its first call was made that no other run holds, or else its last; `None`
    where none was."""
    stood: Stood


def series(runs: Sequence[Told]) -> list[Series]:
    """Return the runs of each corpus and set of questions, in the order asked."""
    groups: dict[tuple[str, str], list[Told]] = {}
    for told in sorted(runs, key=_moment):
        groups.setdefault((told.corpus, told.collection), []).append(told)
    return [
        Series(corpus=corpus, collection=collection, entries=tuple(_entries(some)))
        for (corpus, collection), some in sorted(groups.items())
    ]


def _moment(told: Told) -> tuple[bool, str, str]:
    """Return where it stands in time: a run that was never asked comes last."""
    return told.asked is None, told.asked or "", told.run


def _entries(runs: Sequence[Told]) -> Iterator[Entry]:
    entries = [_entry(told) for told in runs]
    yield from entries[:1]
    for before, entry in pairwise(entries):
        changes = tuple(_changes(before, entry))
        yield entry.model_copy(update={"changes": changes})


def _entry(told: Told) -> Entry:
    return Entry(
        run=told.run,
        asked=told.asked,
        lengths=told.stood.lengths,
        working=told.stood.working,
        questions=max(
            (one.accuracy.n for one in told.stood.models if one.accuracy), default=0
        ),
        models=told.stood.models,
        leads=tuple(_leads(told.stood)),
        changes=(),
    )


def _leads(stood: Stood) -> Iterator[Lead]:
    if found := _accuracy(stood):
        yield found
    if found := _length(stood.models):
        yield found
    readers = [
        one for one in stood.models if one.throughout and not is_baseline(one.model)
    ]
    for matter, span in ((Matter.WAIT, _wait), (Matter.COST, _cost)):
        if found := _least(matter, readers, span):
            yield found


def _accuracy(stood: Stood) -> Lead | None:
    if stood.first is None:
        return None
    apart = {stood.first, *stood.behind}
    others = [one.model for one in stood.models if one.accuracy]
    return Lead(
        matter=Matter.ACCURACY,
        models=(stood.first,),
        not_separated=tuple(name for name in others if name not in apart),
    )


def _length(models: Sequence[Standing]) -> Lead | None:
    """Return who holds longest, and of whom it is unclear whether they hold to there.

    The shortest length is what the others are held against: to hold it is no lead. Who
    was not asked there, or fails before, is not beside whoever was shown to hold.
    """
    held = {m.model: m.effective for m in models if m.effective}
    reached = [
        found.holds_to
        for found in held.values()
        if found.holds_to and found.holds_to > found.base
    ]
    if not reached:
        return None
    most = max(reached)
    return Lead(
        matter=Matter.LENGTH,
        models=tuple(name for name, found in held.items() if found.holds_to == most),
        not_separated=tuple(
            name
            for name, found in held.items()
            if found.holds_to != most and _open(found, most)
        ),
    )


def _open(found: EffectiveLength, length: int) -> bool:
    """Return whether it was asked at a length, and not shown to fail by there."""
    asked = any(rung.length == length and rung.status in _ASKED for rung in found.rungs)
    return asked and (found.fails_by is None or found.fails_by > length)


_ASKED: Final = (RungStatus.BASE, RungStatus.SUPPORTED, RungStatus.UNCLEAR)


class _Span(NamedTuple):
    estimate: float
    lo: float
    hi: float | None


def _wait(model: Standing) -> _Span | None:
    found = model.wait_p95
    if found.estimate is None or found.lo is None or found.more_than:
        return None
    return _Span(found.estimate, found.lo, None if found.hi_more_than else found.hi)


def _cost(model: Standing) -> _Span | None:
    found = model.cost_per_correct
    return _Span(found.estimate, found.lo, found.hi) if found else None


def _least(
    matter: Matter,
    models: Sequence[Standing],
    span: Callable[[Standing], _Span | None],
) -> Lead | None:
    """Return who has the least, and whose interval meets that of the first."""
    known = {model.model: found for model in models if (found := span(model))}
    if not known:
        return None
    least = min(found.estimate for found in known.values())
    first = [name for name, found in known.items() if found.estimate == least]
    reach = known[first[0]].hi
    return Lead(
        matter=matter,
        models=tuple(first),
        not_separated=tuple(
            name
            for name, found in known.items()
            if name not in first and (reach is None or found.lo <= reach)
        ),
    )


def _changes(before: Entry, entry: Entry) -> Iterator[str]:
    old = {one.model for one in before.models}
    new = {one.model for one in entry.models}
    if joined := sorted(new - old):
        yield f"{words.several(joined)} joined"
    if left := sorted(old - new):
        yield f"{words.several(left)} left"
    if before.lengths != entry.lengths:
        yield f"lengths {words.span(before.lengths)} became {words.span(entry.lengths)}"
    if _narrowed(before) != _narrowed(entry):
        one, two = words.span(before.working), words.span(entry.working)
        yield f"accuracy over {one} became accuracy over {two}"
    if before.questions != entry.questions:
        yield f"{before.questions:,} questions became {entry.questions:,}"
    leads = {lead.matter: lead for lead in before.leads}
    for lead in entry.leads:
        was = leads.get(lead.matter)
        level = {*lead.models, *lead.not_separated}
        if was and new.issuperset(was.models) and level.isdisjoint(was.models):
            one, two = words.several(was.models), words.several(lead.models)
            yield f"the lead on {lead.matter.value} went from {one} to {two}"


def _narrowed(entry: Entry) -> tuple[int, ...]:
    """Return the lengths of the headline, where it is not over all of the run's."""
    return () if entry.working == entry.lengths else entry.working
