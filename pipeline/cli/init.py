"""Begin: look at a folder of documents, and write the file that a run is."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from pipeline.bench_file import Offered, Start, bench_file
from pipeline.cli.folder import Folder, look
from pipeline.cli.talk import say
from pipeline.documents.visible import visible
from pipeline.errors import (
    PipelineError,
    QuestionError,
    SettingsError,
)
from pipeline.ingest.files import IGNORE_FILE
from pipeline.query.models.endpoints import known_service
from pipeline.query.models.target import BASELINE
from pipeline.query.overview import ServiceState, model_states, service_states
from pipeline.questions.finding import find_question_files

_DEFAULT: Final = Path("bench.toml")
_PLANT: Final = 40
_BUDGET_USD: Final = 5.0
_KEPT: Final = ("bm25", "first-window")
"""Without these nobody can tell whether a model read anything."""
_T = TypeVar("_T")


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--yes", "-y", is_flag=True, help="Ask nothing: take every default.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=_DEFAULT,
    help="The file to write; one that is there is never written over.",
)
@click.option(
    "--questions",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Your file of questions; one that lies here or in FOLDER is found.",
)
@click.option(
    "--plant",
    type=click.IntRange(min=1),
    help=f"No questions? Plant so many facts. [default: {_PLANT}]",
)
@click.option(
    "--budget-usd",
    type=click.FloatRange(min=0, min_open=True),
    help=f"The most that a run may cost. [default: {_BUDGET_USD:g}]",
)
def init(folder: Path | None, questions: Path | None, out: Path, **given: Any) -> None:
    """Look at a FOLDER of documents and write a bench.toml.

    What can be set stands there with a comment. Asks for the folder, for the questions
    and, where a model may cost something, for the budget, as far as they are not given;
    each has a default. Documents are counted by their names, and nothing is sent. A
    model whose key is there is asked; the others stand in the file as comments.

    \b
    Examples:
      docqa init contracts
      docqa init contracts --yes --plant 60
    """
    asks = not given["yes"]
    _check_free(out)
    if questions and given["plant"]:
        message = "--plant makes the questions, and --questions names others: choose"
        raise SettingsError(message)
    found = (
        look(str(folder))
        if folder
        else _answer("Folder of documents", ".", look, asks=asks)
    )
    say(f"{found.place}: {found.holds}")
    about = questions or given["plant"] or _questions(found.place, asks=asks)
    if isinstance(about, int):
        say(f"questions: {about} facts are planted into the prompts, and asked for")
    offered = [one for state in service_states(os.environ) for one in _models(state)]
    live = [one.id for one in offered if one.live]
    say(f"asked: {', '.join(live)}; docqa models says what the others need")
    start = Start(
        corpus=str(found.place),
        holds=found.holds,
        questions=str(about) if isinstance(about, Path) else None,
        plant=about if isinstance(about, int) else _PLANT,
        offered=offered,
        budget_usd=_budget(live, given["budget_usd"], asks=asks),
    )
    _write(out, bench_file(start))
    _say_traps(found, about)
    config = "" if out == _DEFAULT else f" -c {out}"
    click.echo(visible(str(out)))
    say("next, what it will be and cost, and then the report:")
    say(f"  docqa plan{config}\n  docqa bench{config}")


def _check_free(out: Path) -> None:
    if out.exists():
        message = f"{str(out)!r} is there and is not written over; choose another --out"
        raise PipelineError(message)


def _answer(asked: str, default: str, read: Callable[[str], _T], *, asks: bool) -> _T:
    """Ask on stderr until `read` takes the answer, or have it take the default."""
    if not asks:
        return read(default)

    def taken(given: str) -> _T:
        try:
            return read(given)
        except PipelineError as error:
            raise click.UsageError(str(error)) from error

    try:
        answer: _T = click.prompt(asked, default=default, err=True, value_proc=taken)
    except click.Abort as stop:
        click.echo(err=True)  # the question's line has no end yet
        if isinstance(stop.__context__, KeyboardInterrupt):
            raise KeyboardInterrupt from None
        message = f"nobody answers {asked!r} here; --yes takes the defaults"
        raise PipelineError(message) from None
    return answer


def _questions(corpus: Path, *, asks: bool) -> Path | int:
    """Return a file of questions, or how many facts are to be planted."""
    folders = [Path(), corpus] if corpus.is_dir() else [Path()]
    found = [str(path) for path in find_question_files(folders)]
    say(f"question files: {', '.join(found) or 'none here, nor in the folder'}")
    asked = "Questions: a file of yours, or a number of facts to plant"
    return _answer(asked, found[0] if found else str(_PLANT), _about, asks=asks)


def _about(given: str) -> Path | int:
    path = Path(given).expanduser()
    if path.is_file():
        return path
    if given.isdecimal() and int(given):
        return int(given)
    message = (
        f"{given!r} is neither a file nor a number; a file holds your questions, a "
        f"number such as {_PLANT} has so many facts planted"
    )
    raise QuestionError(message)


def _models(state: ServiceState) -> Iterator[Offered]:
    """Yield a service's models; the first that does not train is asked, if it can be.

    A budget can be kept only where a price is known: without one, none is asked.
    A server on this machine is never asked by itself: nobody knows what it serves.
    """
    if state.name == BASELINE:
        for name in state.models:
            yield Offered(f"{BASELINE}/{name}", live=name in _KEPT)
        return
    known = known_service(state.name)
    names = [name for name in state.models if not known.trains(name)]
    if state.local or not state.usable:
        first = names[0] if names else "MODEL"
        remark = state.missing or "if it runs on this machine"
        yield Offered(f"{state.name}/{first}", live=False, remark=remark)
        return
    priced = {model.id for model in model_states(state) if model.price is not None}
    ids = [f"{state.name}/{name}" for name in names]
    asked = next((one for one in ids if one in priced), None)
    for one in ids:
        remark = "" if one in priced else "its price is not known: set price"
        yield Offered(one, live=one == asked, remark=remark)


def _budget(live: list[str], given: float | None, *, asks: bool) -> float | None:
    paid = any(not model.startswith(f"{BASELINE}/") for model in live)
    if given is not None or not paid:
        return given
    asked = "The most that the run may cost, in US dollars"
    return _answer(asked, f"{_BUDGET_USD:g}", _dollars, asks=asks)


def _dollars(given: str) -> float:
    dollars: float = click.FloatRange(min=0, min_open=True)(given)
    return dollars


def _write(out: Path, text: str) -> None:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        message = "the name of the folder or of the questions is not UTF-8; rename it"
        raise PipelineError(message) from None
    try:
        with out.open("xb") as file:
            file.write(data)
    except FileExistsError:
        message = f"{str(out)!r} is there and is not written over; choose another --out"
        raise PipelineError(message) from None
    except OSError as error:
        message = f"{str(out)!r} cannot be written: {error.strerror}"
        raise PipelineError(message) from error


def _say_traps(found: Folder, about: Path | int) -> None:
    """Say what would be read as a document and should not be."""
    among = {Path(file.location).resolve(): file.path for file in found.listing.files}
    own = among.get(about.resolve()) if isinstance(about, Path) else None
    root = found.place.resolve()
    reports = Path("reports").resolve()
    inside = reports.is_relative_to(root)
    traps = [
        *([own] if own else ()),
        *((f"{reports.relative_to(root).as_posix()}/",) if inside else ()),
    ]
    for trap in traps:
        say(
            f"{trap} lies among the documents and would be read as one; put that line "
            f"into {found.place / IGNORE_FILE}"
        )
