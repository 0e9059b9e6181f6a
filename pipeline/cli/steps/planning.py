"""Settings become a plan: every prompt built, every call named, nothing sent."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.cli.progress import bar
from pipeline.cli.steps.answerable import check_answerable
from pipeline.cli.steps.reading import (
    import_step,
    ingest_step,
    locate_step,
    place_name,
    plant_step,
)
from pipeline.cli.talk import say, say_each
from pipeline.errors import QuestionError
from pipeline.prompts.stage import Built, build_prompts, usable_questions
from pipeline.query.models.endpoints import Target, resolve
from pipeline.query.models.remarks import remarks
from pipeline.query.plan import plan
from pipeline.query.runs import record_run
from pipeline.questions.files import rows_of
from pipeline.records import (
    Cache,
    Condition,
    Distractors,
    Placement,
    Planned,
    Run,
)
from pipeline.report.words import plural
from pipeline.settings import BenchSettings, check_asked, check_named
from pipeline.store import Store


class Plan(NamedTuple):
    run: Run
    built: Built
    targets: Sequence[Target]
    planned: Sequence[Planned]


def plan_step(store: Store, settings: BenchSettings, *, to_send: bool = True) -> Plan:
    """Build every prompt and name every call. Nothing is sent, not even `to_send`."""
    check_named(settings)
    check_asked(settings)
    if settings.plant is None:
        _check_questions(settings)
    targets = targets_step(settings, to_send=to_send)
    ingest_step(store, settings)
    if settings.plant is not None:
        planted = str(plant_step(store, settings))
        settings = settings.model_copy(update={"questions": planted})
    read = import_step(store, settings)
    placed = locate_step(store, settings, read)
    usable = usable_questions(
        store, corpus=place_name(settings.corpus), collection=read.collection
    )
    check_answerable(settings, usable, read, placed)
    return plan_asked(store, settings, read.collection, targets)


def _check_questions(settings: BenchSettings) -> None:
    """Say what is wrong with the file before hours of reading, and the way out."""
    try:
        rows_of(Path(settings.questions))
    except QuestionError as error:
        message = (
            f"{error}; --questions takes another, or questions in bench.toml, and "
            "--plant 40 needs none"
        )
        raise QuestionError(message) from error


def targets_step(settings: BenchSettings, *, to_send: bool = True) -> list[Target]:
    """Resolve the models, and say what is remarkable about them."""
    targets = resolve(
        settings.models, os.environ, services=settings.services, to_send=to_send
    )
    for target in targets:
        for line in remarks(target):
            say(f"{target.settings.id}: {line}")
    return targets


def plan_asked(
    store: Store,
    settings: BenchSettings,
    collection: str,
    targets: Sequence[Target],
) -> Plan:
    """Build the prompts of questions that are imported and located; name the calls."""
    run = Run(
        name=settings.name,
        corpus=place_name(settings.corpus),
        collection=collection,
        settings=_portable(settings),
    )
    with bar("prompts", "question") as progress:
        built = build_prompts(store, run, settings, progress)
    planned = plan(
        run.name,
        built.prompts,
        targets,
        repeats=settings.repeats,
        seed=settings.seed,
    )
    if replaced := record_run(store, run, planned):
        say(replaced)
    _say_unbuilt(built)
    if settings.cache is Cache.WARM:
        _say_unshared(settings)
    return Plan(run, built, targets, planned)


def _portable(settings: BenchSettings) -> str:
    """Return the settings as JSON that says nothing about this machine."""
    return settings.model_copy(
        update={
            "corpus": place_name(settings.corpus),
            "questions": place_name(settings.questions),
        }
    ).model_dump_json()


def _say_unshared(settings: BenchSettings) -> None:
    """Name the prompts of a warm run that no other begins like."""
    alone = [
        *(f"placement {p}" for p in settings.placement if p is not Placement.AFTER),
        *(
            f"{d} distractors"
            for d in settings.distractors
            if d is Distractors.SAME_DOCUMENT
        ),
        *(c for c in settings.controls if c is Condition.GOLD_REMOVED),
    ]
    if alone:
        say(
            f"cache = 'warm' shares nothing with {', '.join(alone)}: a provider's "
            "cache knows only the beginning of a prompt"
        )


def _say_unbuilt(built: Built) -> None:
    say_each(
        f"no prompt for {plural(len(built.unbuilt), 'cell')} of the design:",
        _reasons(built),
    )
    if served := [cell.greatest for cell in built.unbuilt if cell.greatest]:
        most = f" to {max(served):,}" if max(served) > min(served) else ""
        say(
            f"the greatest length that such a cell could have is {min(served):,}{most} "
            "tokens"
        )
    others = [cell for cell in built.unbuilt if "corpus is too small" in cell.reason]
    if others and all(c.distractors is not Distractors.SAME_DOCUMENT for c in others):
        say(
            "passages come from other documents than the evidence; distractors = "
            "'same-document' in bench.toml takes its own"
        )


def _reasons(built: Built) -> list[str]:
    """Say each reason once, with how many cells of which length it left empty."""
    counts: dict[tuple[int, str], int] = {}
    for cell in built.unbuilt:
        kind = cell.reason.partition(":")[0]
        if "evidence alone" in kind:
            kind = "the question and its evidence alone are longer"
        kind = kind.partition(" of depth")[0]
        place = (cell.length or 0, kind)
        counts[place] = counts.get(place, 0) + 1
    return [
        f"{n:,} at {length:,}: {why}" for (length, why), n in sorted(counts.items())
    ]
