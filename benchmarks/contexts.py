"""A generated corpus in; what it takes to plan, store and render contexts out.

    python -m benchmarks.contexts [--files 10000] [--questions 200] [--rounds 5]

The design is crossed in full: 8 lengths from 1k to 1M, 5 depths, 2 models.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

import duckdb

from benchmarks.corpus import chance_of
from benchmarks.formats import FORMATS
from benchmarks.measure import MEGABYTE, docqa_ingest, run, say, table
from benchmarks.prose import Prose

_SEED: Final = 1
_TYPICAL: Final = 8_000
_LARGEST: Final = 200_000
_FILES_PER_FOLDER: Final = 1_000

Row = tuple[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--distractors", nargs="*", default=["random", "hard"])
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        place = Path(name)
        write_documents(place / "corpus", given.files)
        write_questions(place / "questions.jsonl", given.files, given.questions)
        say(f"{given.files:,} documents are written; docqa reads them")
        store = place / "new.duckdb"
        run(docqa_ingest(store, place / "corpus"))
        rows = [("corpus in the store", f"{_used(store):,.1f} MB")]
        for distractors in given.distractors:
            rows += _planned(place, store, distractors, given)
        rows += _grown(place, store, given)
    sys.stdout.write(table([("what", "figure"), *rows]))


def write_documents(folder: Path, files: int) -> None:
    """Write text files of log-normal sizes, always the same for the same number."""
    for number in range(files):
        place = folder / f"{number // _FILES_PER_FOLDER:03}"
        place.mkdir(parents=True, exist_ok=True)
        prose, size = _document(number)
        (place / f"{number:06}.txt").write_bytes(FORMATS[".txt"](prose, size))


def write_questions(path: Path, files: int, number: int) -> None:
    """Write questions of several types on some of these files, with their quotes."""
    chance = Random(_SEED)  # noqa: S311  # which files are asked about, not a secret
    chosen = chance.sample(range(files), number)
    rows = (_question(turn, file) for turn, file in enumerate(chosen))
    text = "".join(json.dumps(row) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")


def _document(number: int) -> tuple[Prose, int]:
    chance = chance_of(_SEED, number)
    size = min(_LARGEST, int(_TYPICAL * chance.lognormvariate(0, 0.9)))
    return Prose(chance), size


def _question(turn: int, file: int) -> dict[str, object]:
    paragraph = next(_paragraphs(file))
    sentences = paragraph.split(". ")
    first, total = sentences[0], sentences[-1].split()[2]
    words = first.split()
    middle = " ".join(words[2:5])
    kinds = (
        ("number", total, "What does it make in all where"),
        ("text", middle, "Which three words follow the second one where"),
        ("boolean", "yes", "Is it said that"),
    )
    answer_type, answer, asked = kinds[turn % len(kinds)]
    place = f"{file // _FILES_PER_FOLDER:03}/{file:06}.txt"
    return {
        "id": f"q{turn}",
        "question": f"{asked} {' '.join(words[:2] + words[5:])}?",
        "answer": answer,
        "answer_type": answer_type,
        "evidence": [{"document": place, "quote": paragraph}],
    }


def _paragraphs(file: int) -> Iterator[str]:
    prose, size = _document(file)
    return (block.text for block in prose.blocks(size) if block.kind == "text")


def _planned(
    place: Path, store: Path, distractors: str, given: argparse.Namespace
) -> list[Row]:
    ran = run(_command(place, store, distractors, given.questions, given.rounds))
    found = ran.outcome()
    rounds: list[dict[str, Any]] = found["rounds"]
    what = (
        f"{distractors}: {found['questions']:,} questions, "
        f"{found['prompts']:,} prompts, {found['calls']:,} calls"
    )
    kept = [one["encoded_s"] / one["rendered_s"] for one in rounds]
    fetched = [one["encoded_s"] / one["fetched_s"] for one in rounds]
    tokens = sum(one["tokens"] for one in rounds) / len(rounds)
    return [
        (f"{what}: planned and stored in", f"{found['planned_s']:,.1f} s"),
        (f"{what}: the whole command", f"{ran.seconds:,.1f} s"),
        (f"{what}: peak memory", f"{ran.peak_mb:,.0f} MB"),
        (f"{what}: cells without a prompt", f"{found['unbuilt']:,}"),
        (
            f"{distractors}: a prompt of {tokens:,.0f} tokens, encoded once",
            f"{median(one['encoded_s'] for one in rounds) * 1e3:,.0f} ms",
        ),
        (
            f"{distractors}: the same, rendered",
            f"{median(one['rendered_s'] for one in rounds) * 1e3:,.1f} ms",
        ),
        (f"{distractors}: encoding / rendering", _spread(kept)),
        (
            f"{distractors}: encoding / rendering with every passage from the store",
            _spread(fetched),
        ),
    ]


def _spread(ratios: list[float]) -> str:
    return f"{median(ratios):,.1f} [{min(ratios):,.1f}, {max(ratios):,.1f}]"


def _grown(place: Path, store: Path, given: argparse.Namespace) -> Iterator[Row]:
    """Say what half as many questions and all of them add to a store."""
    yield "the store after all of it", f"{_used(store):,.1f} MB"
    for part in (2, 1):
        number = given.questions // part
        fresh = place / "fresh.duckdb"
        run(docqa_ingest(fresh, place / "corpus"))
        before = _used(fresh)
        found = run(_command(place, fresh, "random", number, 1)).outcome()
        added = _used(fresh) - before
        yield (
            f"{found['prompts']:,} prompts and {found['calls']:,} calls add to it",
            f"{added:,.1f} MB",
        )
        fresh.unlink()


def _command(
    place: Path, store: Path, distractors: str, limit: int, rounds: int
) -> list[str]:
    module = "benchmarks.contenders.contexts"
    return [
        *(sys.executable, "-m", module, str(store), str(place / "questions.jsonl")),
        *("--limit", str(limit), "--rounds", str(rounds)),
        *("--distractors", distractors),
    ]


def _used(store: Path) -> float:
    """Return the megabytes in use: blocks that were freed stay in the file."""
    with duckdb.connect(str(store), read_only=True) as db:
        row = db.execute(
            "SELECT block_size * used_blocks FROM pragma_database_size()"
        ).fetchone()
    assert row is not None
    return float(row[0]) / MEGABYTE


if __name__ == "__main__":
    main()
