"""Write the generated half of the bundled corpus, and its questions, anew.

    python corpora/sources/render_bilholm.py

The questions written by hand stay as they are. The same version of docqa gives the same
bytes, so that a changed document always means a changed generator.
"""

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from pipeline.corpus.generating import Wanted, generate
from pipeline.score.parallel import cores

SEED, TOKENS, QUESTIONS = 8, 200_000, 70
ROOT = Path(__file__).parents[2]
ARCHIVES = ROOT / "corpora" / "archives"
NAME = "bilholm"
ASKED = ROOT / "questions" / "archives.jsonl"


def render(folder: Path) -> list[str]:
    """Generate into a folder that is not there; return its questions as lines."""
    generate(Wanted(SEED, TOKENS, folder, QUESTIONS), cores())
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [_placed(line) for line in lines]


def _placed(line: str) -> str:
    """Name the question and its documents as the bundled corpus has them."""
    row = json.loads(line)
    row["id"] = _name(row["id"])
    for evidence in row.get("evidence", []):
        evidence["document"] = f"{NAME}/{evidence['document']}"
    if "note" in row:
        parts = row["note"].split()
        row["note"] = " ".join(_name(one) if one[:2] == "q-" else one for one in parts)
    return json.dumps(row, ensure_ascii=False)


def _name(question: str) -> str:
    return question.replace("q-", "bq-", 1)


@click.command()
def main() -> None:
    """Replace the documents and the questions."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        lines = render(made)
        shutil.rmtree(ARCHIVES / NAME, ignore_errors=True)
        shutil.copytree(made / "documents", ARCHIVES / NAME)
    kept = [
        line
        for line in ASKED.read_text(encoding="utf-8").splitlines()
        if not json.loads(line)["id"].startswith("bq-")
    ]
    ASKED.write_text("".join(f"{line}\n" for line in [*kept, *lines]), encoding="utf-8")


if __name__ == "__main__":
    main()
