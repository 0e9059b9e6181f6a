"""`docqa questions write`: a model writes questions from passages of a corpus."""

import os
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

import click

from pipeline.cli.errands import Errand, ask_texts, in_process, model_called
from pipeline.cli.options import Workspace, pass_workspace, settings_of
from pipeline.cli.steps.reading import place_name
from pipeline.cli.talk import say, say_each
from pipeline.errors import (
    CorpusError,
    IncompleteError,
    QuestionError,
    SettingsError,
)
from pipeline.progress import silent
from pipeline.query.models.endpoints import resolve
from pipeline.query.models.remarks import remarks
from pipeline.query.models.target import Target
from pipeline.query.stage import RunResult
from pipeline.query.text import PlainText
from pipeline.questions.checking.case import Reading
from pipeline.questions.checking.flags import FLAGS
from pipeline.questions.checking.sifting import sifted_here
from pipeline.questions.checking.stage import Readers, check_questions
from pipeline.questions.locating.stage import locate_questions
from pipeline.questions.native_file import rows_of, write_questions
from pipeline.questions.planting.stage import passages_of
from pipeline.questions.writing.asking import Asking, asking, render
from pipeline.questions.writing.sampling import Draw, counted, draws
from pipeline.questions.writing.stage import (
    Rejected,
    keep,
    read_replies,
)
from pipeline.records import Outcome, Question
from pipeline.settings import BenchSettings
from pipeline.store import Store

_COUNT: Final = 20
_MOST_CALLS: Final = 3
"""For each question that is wanted."""
_UNWANTED: Final = frozenset({"near-duplicate", "ambiguous", "no-unit"})
"""Flags that a person may live with, and of which a model simply writes another."""
_LIKELY_TOKENS: Final = 300
"""What a question with its quotes takes."""


@click.command("write")
@click.option("--corpus", required=True, help="The ingested folder of documents.")
@click.option("--model", "-m", required=True, help="The model that writes.")
@click.option(
    "--count", type=click.IntRange(min=1), default=_COUNT, help="How many questions."
)
@click.option("--seed", type=int, default=0, help="Another takes other passages.")
@click.option(
    "--budget-usd",
    "--budget",
    type=click.FloatRange(min=0, min_open=True),
    help="The most that it may cost, earlier sessions included.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("written.jsonl"),
    help="The question file; one that holds anything else is not written over.",
)
@pass_workspace
def write(  # noqa: PLR0913 - an option each
    workspace: Workspace,
    *,
    corpus: str,
    model: str,
    count: int,
    seed: int,
    budget_usd: float | None,
    out: Path,
) -> None:
    """Have a model write questions, and keep those that can be used.

    It is shown single passages, two pages of a document, and two documents, in turn. A
    question is kept if its quotes stand in the passages, if they state its answer, and
    if it can be located; what is left out is told with the reason. Where too few are
    kept more passages are taken, up to three calls for each question wanted.

    The same command asks nothing again that was answered. A model that wrote the
    questions has an advantage in answering them: measure others with these.

    \b
    Example:
      docqa questions write --corpus contracts --model moonshot/kimi-k3 --count 40
      docqa bench --corpus contracts --questions written.jsonl
    """
    settings = settings_of(None, {"corpus": corpus})
    target = _writer(model, settings)
    name = place_name(settings.corpus)
    nothing = CorpusError(f"nothing has been read; docqa ingest {corpus} does")
    with workspace.opened(nothing) as store:
        purse = f"questions about {name}, seed {seed}"
        work = _Work(store, name, place_name(str(out)), target, (purse, budget_usd))
        why = work.until(count, draws(passages_of(store, name), seed))
    questions = work.kept[:count]
    _say_rejected(work)
    if questions:
        _check_free(out, questions)
        write_questions(out, questions)
        _say_written(out, corpus, questions)
    if why:
        message = (
            f"{len(questions)} of {count} questions kept after {len(work.calls)} "
            f"calls: {why}"
        )
        raise IncompleteError(message)


@dataclass
class _Work:
    """What has been asked so far, and what came of it."""

    store: Store
    corpus: str
    collection: str
    target: Target
    money: tuple[str, float | None]
    """The name under which it is counted, and the most that may be spent, in USD."""
    calls: dict[str, Asking] = field(default_factory=dict[str, Asking])
    kept: list[Question] = field(default_factory=list[Question])
    rejected: list[Rejected] = field(default_factory=list[Rejected])
    dropped: dict[str, str] = field(default_factory=dict[str, str])
    """Question text -> why it is unusable."""

    def until(self, count: int, drawn: Iterator[Draw]) -> str:
        """Ask until so many questions are kept, or return why it ended before."""
        while missing := max(0, count - len(self.kept)):
            room = _MOST_CALLS * count - len(self.calls)
            if not room:
                return f"{_MOST_CALLS} calls were made for each that is wanted"
            round_ = [asking(draw) for draw in islice(drawn, min(missing, room))]
            if not round_:
                return "no further passage is fit to write from"
            result = self._ask(round_)
            self._read()
            if told := [*result.closed, *filter(None, [result.shortfall])]:
                return "\n".join(map(str, told))
            if not result.outcomes.get(Outcome.ANSWERED, 0):
                return f"the model answered none of the last {len(round_)}"
        return ""

    def _ask(self, round_: Sequence[Asking]) -> RunResult:
        of = {one.id: one for one in round_}
        kinds = counted([one.draw for one in round_])
        say(f"passages taken: {', '.join(f'{n} {kind}' for kind, n in kinds.items())}")
        purse, budget_usd = self.money
        sent, result = ask_texts(
            self.store,
            Errand(purse, "writing", "calls", _LIKELY_TOKENS, budget_usd),
            [PlainText(one.id, one.tokens, repeat=0) for one in round_],
            [self.target],
            lambda name: render(of[name].draw),
        )
        calls = {one.prompt: one.call for one in sent}
        self.calls |= {calls.get(name, f"unsent {name}"): of[name] for name in of}
        return result

    def _read(self) -> None:
        """Sort all that was replied so far into kept, rejected and dropped."""
        found = read_replies(
            self.store,
            self.calls,
            model=self.target.settings.id,
            collection=self.collection,
        )
        unusable = self._unusable(found.questions)
        self.rejected = found.rejected
        self.dropped = {
            q.text: unusable[q.id] for q in found.questions if q.id in unusable
        }
        self.kept = [q for q in found.questions if q.id not in unusable]

    def _unusable(self, questions: list[Question]) -> dict[str, str]:
        """Return why questions cannot be used, by id.

        They are in the store for as long as they are checked, under a name of their
        own: what a file of that name held may belong to a run.
        """
        if not questions:
            return {}
        draft = f"{self.collection} as it is written"
        places = {"corpus": self.corpus, "collection": draft}
        keep(
            self.store,
            **places,
            questions=[q.model_copy(update={"collection": draft}) for q in questions],
        )
        try:
            return _flagged(self.store, **places)
        except QuestionError as error:  # of all, none is located
            return dict.fromkeys((question.id for question in questions), str(error))
        finally:
            keep(self.store, **places, questions=[])


def _flagged(store: Store, *, corpus: str, collection: str) -> dict[str, str]:
    """Return why questions of a collection are unusable in this corpus, by id."""
    placed = locate_questions(store, corpus=corpus, collection=collection)
    reasons = {row.question: row.reason for row in placed.unlocated}
    flags = check_questions(
        store,
        corpus=corpus,
        collection=collection,
        readers=Readers(sifted_here, _unread),
        progress=silent,
    )
    for flag in flags:
        if FLAGS[flag.flag].unusable or flag.flag in _UNWANTED:
            reasons.setdefault(flag.question, f"{flag.flag}: {flag.detail}")
    return reasons


def _unread(readings: Iterable[Reading]) -> Iterator[tuple[Reading, bool]]:
    """Ask no reader: what is easy is no reason to leave a question out."""
    return ((one, False) for one in readings)


def _writer(name: str, settings: BenchSettings) -> Target:
    """Return where the model is asked. Raises `SettingsError` if it cannot be."""
    if in_process(name):
        message = f"model {name}: a baseline cannot write; name a language model"
        raise SettingsError(message)
    known = {model.id: model for model in settings.models}
    model = known.get(name) or model_called(name, "model")
    (target,) = resolve([model], os.environ, services=settings.services)
    say_each(f"{target.settings.id}:", list(remarks(target)))
    return target


def _say_rejected(work: _Work) -> None:
    """Say of every text and question that was left out why: none is dropped unseen."""
    if work.rejected:
        say(f"{len(work.rejected):,} of {len(work.calls):,} texts gave no question:")
    reasons = Counter(one.reason for one in work.rejected)
    for reason, count in reasons.most_common():
        say(f"  {count:,}: {reason}")
    if work.dropped:
        say(f"{len(work.dropped):,} questions were written that cannot be used:")
    for text, why in work.dropped.items():
        say(f"  {text}: {why}")


def _say_written(out: Path, corpus: str, questions: Sequence[Question]) -> None:
    kinds = Counter(question.category for question in questions)
    shown = ", ".join(f"{n:,} {kind}" for kind, n in kinds.items())
    say(f"{out}: {len(questions):,} questions ({shown})")
    say(
        f"next: docqa bench --corpus {shlex.quote(corpus)} "
        f"--questions {shlex.quote(str(out))}"
    )


def _check_free(out: Path, questions: Sequence[Question]) -> None:
    """Raise where a file is there with a line that is not written again.

    It may be somebody's own, or edited.
    """
    if not out.exists():
        return
    lines = set(out.read_bytes().splitlines(keepends=True))
    if not lines <= {row.encode() for row in rows_of(questions)}:
        message = (
            f"{str(out)!r} is there and holds something else; choose another --out"
        )
        raise QuestionError(message)
