"""Read the runs of a store, and compare them: the only part that does I/O."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.compare import calls, flips, measuring
from pipeline.compare.arms import Paired, named, pairs_of
from pipeline.compare.contents import (
    Apart,
    Arm,
    Comparison,
    Flips,
    LeftOut,
    Pair,
    Side,
)
from pipeline.compare.declared import differing
from pipeline.compare.loading import Loader, label, matched_arms, no_run_yet
from pipeline.compare.measuring import Held, Measured
from pipeline.compare.rows import ModelRun, Spot
from pipeline.errors import SettingsError
from pipeline.report.asked import asked
from pipeline.statistics.estimates import Ratio, rounded
from pipeline.statistics.families import holm, simultaneous_level
from pipeline.store import Store


class Wanted(NamedTuple):
    """What is to be compared, as somebody asked for it."""

    runs: Sequence[str]
    """`RUN` or `RUN:MODEL`; the others are compared with the first."""
    models: Sequence[str] = ()
    across: Sequence[str] = ()
    margin: float | None = None
    """That of the first run, where none is given."""


def compare_runs(store: Store, wanted: Wanted) -> Comparison:
    """Return the runs beside the first of them.

    Raises `SettingsError` for runs or models that are not there, and where nothing of
    them can be compared: then it says why.
    """
    load = Loader(store)
    known = load.models()
    if not known:
        raise no_run_yet()
    chosen = named(wanted.runs, wanted.models, known)
    paired, apart = pairs_of(chosen)
    declared = asked(chosen[0].models[0].settings)
    held = Held(
        margin=declared.margin if wanted.margin is None else wanted.margin,
        working=declared.working,
        across=tuple(dict.fromkeys(wanted.across)),
    )
    load.hold(*(one.run for one in chosen))
    drafts = [_draft(load, pair, held) for pair in paired]
    if not any(draft.measured.parts for draft in drafts):
        raise SettingsError.of(_refusal(drafts, apart))
    level = simultaneous_level(sum(bool(draft.compared) for draft in drafts))
    return Comparison(
        runs=tuple(one.run for one in chosen),
        margin=held.margin,
        level=round(level, 6),
        working=held.working,
        across=held.across,
        pairs=tuple(_pairs(drafts, held.margin, level)),
        apart=tuple(apart),
    )


class _Draft(NamedTuple):
    """A pair, but for what depends on how many there are."""

    pair: Paired
    compared: frozenset[Spot]
    same_prompts: int
    left_out: tuple[LeftOut, ...]
    measured: Measured
    flips: tuple[Flips, Flips]
    sides: tuple[Side, Side]
    time: Ratio | None
    cost: Ratio | None


def _draft(load: Loader, pair: Paired, held: Held) -> _Draft:
    one, two, _ = pair
    matched = matched_arms(load, one, two, held.across)
    first, second = (calls.timed(load.calls(arm), matched, held) for arm in (one, two))
    turned = flips.turned(matched, held)
    answers = (load.answers(one, turned.quoted), load.answers(two, turned.quoted))
    compared = measuring.headline(matched, held)
    return _Draft(
        pair=pair,
        compared=compared,
        same_prompts=len(matched.same_prompts & compared),
        left_out=matched.left_out + _gone(load, one, two),
        measured=measuring.measure(matched, (label(one), label(two)), held),
        flips=(
            flips.quoted(turned.gained, answers, held, gained=True),
            flips.quoted(turned.lost, answers, held, gained=False),
        ),
        sides=(
            calls.side(matched.first, first, matched, held),
            calls.side(matched.second, second, matched, held),
        ),
        time=calls.time_between(first, second),
        cost=calls.cost_between(first, second),
    )


def _pairs(drafts: Sequence[_Draft], margin: float, level: float) -> list[Pair]:
    """Return the pairs with Holm's p: the family is all of this comparison."""
    judged = [measuring.judge(one.measured.gaps, margin, level) for one in drafts]
    adjusted = iter(holm([one.p for one in judged if one.p is not None]))
    return [
        Pair(
            first=_arm(draft.pair.first),
            second=_arm(draft.pair.second),
            paired_by=draft.pair.by,
            settings=differing(draft.pair.first, draft.pair.second),
            same_prompts=draft.same_prompts,
            places=len(draft.compared),
            lengths=draft.measured.lengths,
            left_out=draft.left_out,
            p_holm=None if found.p is None else rounded(next(adjusted)),
            parts=draft.measured.parts,
            gained=draft.flips[0],
            lost=draft.flips[1],
            sides=draft.sides,
            unanswered=draft.measured.unanswered,
            time=draft.time,
            cost=draft.cost,
            **found._asdict(),
        )
        for draft, found in zip(drafts, judged, strict=True)
    ]


def _arm(row: ModelRun) -> Arm:
    return Arm(
        run=row.run,
        model=row.model,
        first_call=row.first_call,
        last_call=row.last_call,
        served=row.served,
    )


def _gone(load: Loader, one: ModelRun, two: ModelRun) -> tuple[LeftOut, ...]:
    runs = dict.fromkeys((one.run, two.run))
    counts = {run: load.orphans(run) for run in runs}
    return tuple(
        LeftOut(
            reason=f"calls of {run} about questions that their set has no longer",
            places=count,
        )
        for run, count in counts.items()
        if count
    )


def _refusal(drafts: Sequence[_Draft], apart: Sequence[Apart]) -> list[str]:
    lines = [f"{one.run}: {one.model}: {one.reason}" for one in apart]
    for draft in drafts:
        first, second, _ = draft.pair
        names = f"{_name(first)} and {_name(second)}"
        lines += [
            f"{names}: {one.places:,} places: {one.reason}{_way_out(one.reason)}"
            for one in draft.left_out
        ] or [f"{names}: no question in common"]
    return ["nothing can be compared", *lines]


def _name(arm: ModelRun) -> str:
    return f"{arm.run}:{arm.model}"


def _way_out(reason: str) -> str:
    outs = {
        "other prompts": "; --across prompts compares them all the same",
        "judged by": "; docqa score RUN judges both alike, for nothing",
        "the same answers": "; another seed asks anew, and --across prompts compares "
        "that (docqa report compares the models of one run)",
    }
    return next((out for start, out in outs.items() if reason.startswith(start)), "")
