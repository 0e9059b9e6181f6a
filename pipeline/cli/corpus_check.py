"""`docqa corpus check`: the gold of a generated corpus, from its text alone."""

import json
from collections import Counter
from pathlib import Path
from typing import Final

import click

from pipeline.cli.options import as_json
from pipeline.cli.progress import bar
from pipeline.cli.talk import say, say_each
from pipeline.corpus.proving import Checked, check_corpus
from pipeline.score.parallel import cores

_FAULTS: Final = 1


@click.command("check")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--workers", type=click.IntRange(min=1), help="Processes; one for each core."
)
@as_json
@click.pass_context
def check(
    ctx: click.Context, folder: Path, workers: int | None, *, as_json: bool
) -> None:
    """Derive each gold answer of a generated corpus from its text.

    The documents are read as an ingest reads them, what they state is read back, and
    each question is answered from that. Exits 1 where anything is wrong.

    \b
    changed    a file is not the one that was made
    unread     a document cannot be read
    unpaired   a question without its query, or a query without its question
    wording    a question does not name what its query asks of
    undecided  the text does not decide the question
    gold       the text says something else
    quote      the words of the evidence are not on their page
    evidence   the evidence does not state all of the answer, or states none of it
    leak       another page states it too
    hint       a sentence elsewhere holds the subject and the answer
    stated     a question without an answer has one

    \b
    Examples:
      docqa corpus check orrin
      docqa corpus check orrin --json > faults.json
    """
    with bar("check", "document") as progress:
        checked = check_corpus(folder, workers or cores(), progress)
    if as_json:
        click.echo(_json(checked))
    else:
        _say(folder, checked)
    if checked.faults:
        ctx.exit(_FAULTS)


def _say(folder: Path, checked: Checked) -> None:
    say(
        f"{folder}: {checked.documents:,} documents, {checked.pages:,} pages, "
        f"{checked.statements:,} statements read back"
    )
    wrong = {fault.question for fault in checked.faults} - {""}
    total = sum(checked.questions.values())
    shown = ", ".join(f"{n:,} {kind}" for kind, n in checked.questions.items())
    say(f"{total:,} questions ({shown}), {len(wrong):,} with a fault")
    for kind, count in Counter(fault.kind for fault in checked.faults).items():
        say_each(
            f"{count:,} {kind}:",
            [
                f"{f.question} {f.detail}".strip()
                for f in checked.faults
                if f.kind == kind
            ],
        )


def _json(checked: Checked) -> str:
    return json.dumps(
        {
            "documents": checked.documents,
            "pages": checked.pages,
            "statements": checked.statements,
            "questions": checked.questions,
            "faults": [fault._asdict() for fault in checked.faults],
        },
        indent=2,
        ensure_ascii=False,
    )
