"""`docqa corpus generate`: documents of a fictional organisation, and questions."""

import shlex
from collections import Counter
from pathlib import Path
from typing import Final

import click

from pipeline.cli.ending import ended_in_order
from pipeline.cli.options import TOKENS
from pipeline.cli.progress import bar
from pipeline.cli.talk import say, say_each
from pipeline.corpus.generating import MOST_QUESTIONS, Generated, Wanted, generate
from pipeline.corpus.manifest import DOCUMENTS, QUESTIONS
from pipeline.score.parallel import cores
from pipeline.settings import BenchSettings, slug

INTERRUPTED: Final = 130
_SEED: Final[int] = BenchSettings.model_fields["seed"].default
_QUESTIONS: Final[int] = Wanted._field_defaults["questions"]


@click.command("generate")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=_SEED,
    help="Another makes another organisation.",
)
@click.option(
    "--tokens",
    type=TOKENS,
    required=True,
    metavar="N",
    help="The size of all documents together, such as 300k or 2M.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="A folder that is new or empty.",
)
@click.option(
    "--questions",
    type=click.IntRange(min=1, max=MOST_QUESTIONS),
    default=_QUESTIONS,
    help="How many questions at most.",
)
@click.option(
    "--workers", type=click.IntRange(min=1), help="Processes; one for each core."
)
@click.pass_context
def generate_corpus(
    ctx: click.Context,
    *,
    seed: int,
    tokens: int,
    out: Path,
    questions: int,
    workers: int | None,
) -> None:
    """Generate a corpus that no model has seen, of 30k to 20M tokens.

    The documents of a fictional water board: contracts, reports, minutes, policies,
    letters, ledgers and logs in nine file formats, which state, restate and supersede
    each other. Questions come with gold answers and the pages of their evidence. The
    same seed, size and version of docqa give the same bytes.

    \b
    DIR/documents        what is read
    DIR/questions.jsonl  what is asked, with gold answers and evidence
    DIR/queries.jsonl    how each gold answer follows: for docqa corpus check
    DIR/corpus.json      seed, size, formats, and a SHA-256 of it all
    DIR/SHA256SUMS       the SHA-256 of each file

    \b
    Examples:
      docqa corpus generate --seed 7 --tokens 300k --out orrin
      docqa corpus generate --tokens 2M --questions 1000 --out orrin
      docqa corpus check orrin
      docqa bench --corpus orrin/documents --questions orrin/questions.jsonl
    """
    wanted = Wanted(seed, tokens, out, questions)
    try:
        with ended_in_order(), bar("generate", "token") as progress:
            made = generate(wanted, workers or cores(), progress)
    except KeyboardInterrupt:
        say(f"interrupted; nothing of {out} is left")
        ctx.exit(INTERRUPTED)
    _say(out, made, questions, seed)


def _say(out: Path, made: Generated, asked: int, seed: int) -> None:
    formats = Counter(Path(name).suffix[1:] for name in made.documents)
    shown = ", ".join(f"{n:,} {kind}" for kind, n in sorted(formats.items()))
    say(
        f"{out / DOCUMENTS}: {len(made.documents):,} documents, {made.pages:,} pages, "
        f"{made.tokens:,} tokens of seed {seed} ({shown})"
    )
    kinds = Counter(question.category for question in made.asked.questions)
    shown = ", ".join(f"{n:,} {kind}" for kind, n in kinds.items())
    say(f"{out / QUESTIONS}: {len(made.asked.questions):,} questions ({shown})")
    if len(made.asked.questions) < asked:
        say(f"  the documents answer no more; for {asked:,} choose more --tokens")
    say_each(
        "documents left out, since readers do not give back all that they state:",
        list(made.left_out),
    )
    place, name = shlex.quote(str(out / DOCUMENTS)), slug(out.resolve().name)
    say(f"next: docqa ingest {place}")
    say(
        f"      docqa bench --name {name} --corpus {place} "
        f"--questions {shlex.quote(str(out / QUESTIONS))}"
    )
