"""`docqa questions plant`: a question file out of nothing but an ingested corpus."""

import shlex
from collections import Counter
from pathlib import Path
from typing import Final

import click

from pipeline.cli.options import Workspace, pass_workspace
from pipeline.cli.steps.reading import place_name
from pipeline.cli.talk import say
from pipeline.errors import CorpusError
from pipeline.questions.native_file import write_new
from pipeline.questions.planting.kinds import ALL_KINDS
from pipeline.questions.planting.stage import plant
from pipeline.settings import BenchSettings

_COUNT: Final = 40
_SEED: Final[int] = BenchSettings.model_fields["seed"].default


@click.command("plant")
@click.option("--corpus", required=True, help="The ingested folder of documents.")
@click.option(
    "--count", type=click.IntRange(min=1), default=_COUNT, help="How many questions."
)
@click.option(
    "--kinds",
    default=",".join(ALL_KINDS),
    help="Which kinds take turns, parted by commas.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=_SEED,
    help="Another plants other facts.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("planted.jsonl"),
    help="The question file; one that holds anything else is not written over.",
)
@pass_workspace
def plant_questions(
    workspace: Workspace, corpus: str, count: int, kinds: str, seed: int, out: Path
) -> None:
    """Plant facts that nobody can know into documents, and ask for them.

    No questions at all are needed. The facts are set between the passages of a prompt;
    the documents stay as they are. The same seed and documents give the same file.

    \b
    single     one fact
    several    two to four facts that must all come
    near-miss  one fact among others of the same form
    chain      two to four facts that lead from one to the next
    count      how many facts fulfil a condition
    latest     the newest of dated values
    latent     question and fact have no word in common
    twin       a question once more, without its fact: unanswerable

    \b
    Example:
      docqa questions plant --corpus contracts --count 80 --kinds near-miss,chain,twin
      docqa bench --corpus contracts --questions planted.jsonl
    """
    name = place_name(str(Path(corpus).expanduser()))
    nothing = CorpusError(f"nothing has been read; docqa ingest {corpus} does")
    with workspace.opened(nothing) as store:
        questions = plant(
            store, corpus=name, count=count, kinds=_parted(kinds), seed=seed
        )
    write_new(out, questions, "--out")
    counts = Counter(question.category for question in questions)
    say(
        f"{out}: {len(questions):,} questions "
        f"({', '.join(f'{n:,} {kind}' for kind, n in counts.items())})"
    )
    say(
        f"next: docqa bench --corpus {shlex.quote(corpus)} "
        f"--questions {shlex.quote(str(out))}"
    )


def _parted(kinds: str) -> list[str]:
    return [kind.strip() for kind in kinds.split(",") if kind.strip()]
