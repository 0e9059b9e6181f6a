"""Check a question set against the documents, and say what is wrong with it."""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

import click

from pipeline.cli.answers import How, answer_step
from pipeline.cli.check_table import check_lines, counts_of
from pipeline.cli.options import Workspace, as_json, config, pass_workspace, settings_of
from pipeline.cli.progress import bar
from pipeline.cli.steps.planning import plan_asked, targets_step
from pipeline.cli.steps.reading import import_step, locate_step, place_name
from pipeline.cli.steps.reporting import score_step
from pipeline.cli.talk import say
from pipeline.errors import QuestionError
from pipeline.prompts.render import heading, passage, render, template
from pipeline.query.baselines import BASELINES
from pipeline.questions.checking.case import Reading
from pipeline.questions.checking.fixing import fixed
from pipeline.questions.checking.flags import FLAGS
from pipeline.questions.checking.sifting import Golds, Stated, sifted
from pipeline.questions.checking.stage import (
    Readers,
    check_questions,
    keep_answers,
)
from pipeline.questions.native_file import write_new
from pipeline.questions.planting.passages import Passage
from pipeline.records import Condition, Flag, Placement, Question, Verdict
from pipeline.report.words import plural
from pipeline.score.parallel import cores, mapped
from pipeline.score.verdicts import judge
from pipeline.settings import BenchSettings, slug

_READ_AT_ONCE: Final = 50


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--corpus", required=True, help="The folder that they are about.")
@click.option(
    "--fix",
    "out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT",
    help="Write the questions as JSON Lines, without those that cannot be used.",
)
@click.option(
    "--model",
    "-m",
    "models",
    multiple=True,
    help="Ask it each question without documents, and from the evidence alone.",
)
@click.option(
    "--times",
    type=click.IntRange(1, 100),
    default=3,
    show_default=True,
    help="How often a model is asked each.",
)
@click.option(
    "--budget-usd",
    "--budget",
    type=float,
    help="The most that asking may cost, in USD.",
)
@config
@as_json
@pass_workspace
def check(
    workspace: Workspace,
    /,
    path: Path,
    out: Path | None,
    *,
    as_json: bool,
    **options: Any,
) -> None:
    """Import questions, find their evidence, flag what is wrong.

    The flags, what they mean and the questions that have them go to stdout, and into
    the view `question_flags`. Nothing is changed: --fix writes another file, and names
    everything that it drops or re-types. Findings are no failure: the exit code is 0.

    With --model a run of its own (check-<file>) asks; it resumes as any other does.

    \b
    Examples:
      docqa questions check mine.csv --corpus contracts
      docqa questions check mine.csv --corpus contracts --fix good.jsonl
      docqa questions check mine.csv --corpus contracts -m moonshot/kimi-k3 --budget 2
    """
    if out is not None and out.resolve() == path.resolve():
        message = f"--fix {str(out)!r} is the file that is checked"
        raise click.UsageError(message)
    times = options["times"]
    settings = _settings(path, options)
    with workspace.open() as store:
        read = import_step(store, settings)
        locate_step(store, settings, read, named=False)  # the table names them
        corpus, collection = place_name(settings.corpus), read.collection
        with bar("check", "question") as progress:
            flags = check_questions(
                store,
                corpus=corpus,
                collection=collection,
                readers=Readers(_sifted, _solved),
                progress=progress,
            )
        ending = None
        if options["models"]:
            made = plan_asked(store, settings, collection, targets_step(settings))
            ending = answer_step(store, made, settings, How())
            score_step(store, settings.name)
            flags += keep_answers(
                *(store,),
                corpus=corpus,
                collection=collection,
                run=settings.name,
                times=times,
            )
        questions = store.select("questions_all", Question, collection=collection)
    _report(questions, flags, as_json=as_json)
    if out is not None:
        _fix(questions, flags, out)
    if ending is not None:
        ending.check(settings.tolerated_missing)


def _settings(path: Path, options: dict[str, Any]) -> BenchSettings:
    given = {
        "questions": str(path),
        "corpus": options["corpus"],
        "models": options["models"],
        "budget_usd": options["budget_usd"],
        "repeats": options["times"],
        "name": slug(f"check-{path.name}"),
        "controls": (Condition.CLOSED_BOOK, Condition.GOLD_ONLY),
    }
    return settings_of(options["config"], given).model_copy(update={"lengths": ()})


def _sifted(
    golds: Golds, batches: Iterable[list[Passage]]
) -> Iterator[tuple[list[Passage], Stated]]:
    """Look on all cores for what each passage states."""
    return mapped(partial(sifted, golds), batches, cores())


def _solved(readings: Iterable[Reading]) -> Iterator[tuple[Reading, bool]]:
    """Have baseline/bm25 read each on all cores, from a prompt like any other."""
    waiting = iter(readings)
    batches = iter(lambda: list(islice(waiting, _READ_AT_ONCE)), [])
    for batch, solved in mapped(_read, batches, cores()):
        yield from zip(batch, solved, strict=True)


def _read(batch: list[Reading]) -> list[bool]:
    return [_is_right(one) for one in batch]


def _is_right(one: Reading) -> bool:
    shown = (passage(heading(s.path, s.page), s.text) for s in one.shown)
    prompt = render(template(Condition.CONTEXT, Placement.AFTER), one.question, shown)
    _, judged, _ = judge(BASELINES["bm25"].read(prompt), one.question)
    return judged.verdict is Verdict.CORRECT


def _report(questions: list[Question], flags: list[Flag], *, as_json: bool) -> None:
    if not as_json:
        for line in check_lines(questions, flags):
            click.echo(line)
        return
    counts = counts_of(flags)
    unusable = {f.question for f in flags if FLAGS[f.flag].unusable}
    report = {
        "questions": len(questions),
        "usable": len(questions) - len(unusable),
        "flags": [
            {"flag": name, "questions": counts[name], **FLAGS[name]._asdict()}
            for name in FLAGS
            if counts[name]
        ],
        "found": [
            flag.model_dump(include={"question", "flag", "model", "value", "detail"})
            for flag in flags
        ],
    }
    click.echo(json.dumps(report, indent=2, ensure_ascii=False))


def _fix(questions: list[Question], flags: list[Flag], out: Path) -> None:
    done = fixed(questions, flags)
    for change in done.changes:
        say(str(change))
    if not done.questions:
        message = f"not one question is left; {str(out)!r} is not written"
        raise QuestionError(message)
    write_new(out, done.questions, "--fix")
    dropped = len(questions) - len(done.questions)
    say(
        f"{out}: {plural(len(done.questions), 'question')}; {dropped:,} dropped, "
        f"{len({c.question for c in done.changes}) - dropped:,} re-typed"
    )
