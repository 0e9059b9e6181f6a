"""The stages from Python, one call each: what the commands do, for notebooks.

`from pipeline import ...` has its functions, and reads this module when one of them is
asked for. What the commands say on stderr is said there too.
"""

from collections.abc import Mapping
from pathlib import Path

from pipeline.cli.answers import How, answer_step
from pipeline.cli.options import Workspace
from pipeline.cli.program import load_env
from pipeline.cli.steps.planning import Plan, plan_step
from pipeline.cli.steps.reading import ingest_step, questions_step
from pipeline.cli.steps.reporting import report_step, score_step
from pipeline.ingest.outcome import IngestResult
from pipeline.query.stage import RunResult
from pipeline.records import Verdict
from pipeline.settings import BenchSettings, load
from pipeline.store import Store


def configure(path: Path | str | None = None, **settings: object) -> BenchSettings:
    """Return the settings of a file, of keywords over it, or of keywords alone.

    Raises `SettingsError` with every mistake in them.
    """
    given = {k: str(v) if isinstance(v, Path) else v for k, v in settings.items()}
    return load(None if path is None else Path(path), given)


def open_workspace(path: Path | str = ".docqa/bench.duckdb") -> Store:
    """Open or make a workspace. Keys come from the environment and `.env`, as ever.

    It is open for writing until the `with` around it ends, or the process: no other
    docqa can use it until then, which raises `StoreBusyError` there.
    """
    load_env()
    return Workspace(Path(path)).open()


def ingest_documents(store: Store, settings: BenchSettings) -> IngestResult:
    """Read what is new or changed in `settings.corpus`."""
    return ingest_step(store, settings)


def import_questions(store: Store, settings: BenchSettings) -> str:
    """Read `settings.questions` and find their evidence; return the collection."""
    return questions_step(store, settings)


def plan_run(store: Store, settings: BenchSettings) -> Plan:
    """Build every prompt and name every call; sends nothing.

    Documents and questions that are not in the workspace yet are read first.
    """
    return plan_step(store, settings)


def ask_models(store: Store, plan: Plan, settings: BenchSettings) -> RunResult:
    """Send every call of the plan that has no answer yet, and wait for all.

    Raises `IncompleteError` where too many ended without one; what was answered is
    kept, and can be scored and reported.
    """
    ending = answer_step(store, plan, settings, How())
    ending.check(settings.tolerated_missing)
    return ending.result


def score_run(store: Store, run: str) -> Mapping[Verdict, int]:
    """Judge a run's answers by the rules as they are now; sends nothing."""
    return score_step(store, run)


def write_report(store: Store, run: str, folder: Path | str = "reports") -> Path:
    """Write a run's report into a folder named after it; return the page's path."""
    return report_step(store, run, Path(folder))
