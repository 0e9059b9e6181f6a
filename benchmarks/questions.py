"""How long it takes to import and check ten thousand questions, beside ingest.

    python -m benchmarks.questions [--files 1000] [--questions 10000] [--seed 1]

The questions are made of a generated corpus, as it was read: sums, figures of tables,
words, yes or no and explanations in equal parts, each with a quote, and of every fifty
one more or less as another. docqa's time is that of the whole command, with no model.
Beside it, in the same run, the ingest of the same corpus.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.corpus import make
from benchmarks.measure import docqa_ingest, run, say, table
from pipeline.questions.planting.passages import Passage
from pipeline.records import Record
from pipeline.score.parallel import cores
from pipeline.store import Store

AIM_S: Final = 120
AIM_MB: Final = 2_000
_REPEATED: Final = 50
_FEWEST_WORDS: Final = 12
_SUM = re.compile(r"((?:\S+ ){8})(\S+)\. That makes ([\d,]+) in all\.")
_ROW = re.compile(r"^([a-z]{4,})[\t |]+([\d,]{4,})\b", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=\. )[A-Z][a-z ]{60,200}\.")

Row = dict[str, Any]


class _Corpus(Record):
    name: str


def rows(passages: Sequence[Passage], count: int, seed: int) -> Iterator[Row]:
    """Yield that many questions about the passages, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311  # no secret
    last: Row = {}
    number = 0
    while number < count:
        again = last and number % _REPEATED == 0
        kind = _KINDS[number % len(_KINDS)]
        if made := _again(last, dice) if again else kind(dice.choice(passages)):
            last = made
            yield {**made, "id": f"q{number:06}"}
            number += 1


def _sum(passage: Passage) -> Row | None:
    if found := _SUM.search(passage.text):
        asked = f"What is made in all where {found[1]}{found[2]} stands?"
        return _row(passage, "number", asked, found[3], found[0])
    return None


def _figure(passage: Passage) -> Row | None:
    if found := _ROW.search(passage.text):
        asked = f"What was the figure of {found[1]} in {passage.path} for 2021?"
        return _row(passage, "number", asked, found[2], found[0])
    return None


def _words(passage: Passage) -> Row | None:
    """Ask for the three words in a row that are longest: as telling as a name is."""

    def asked(words: list[str]) -> tuple[str, str, str]:
        runs = [words[at : at + 3] for at in range(6, len(words) - 2)]
        run = max(runs, key=lambda run: len("".join(run)))
        before = " ".join(words[: words.index(run[0])])
        return "text", f"Which words follow {before}?", " ".join(run)

    return _of_sentence(passage, asked)


def _boolean(passage: Passage) -> Row | None:
    def asked(words: list[str]) -> tuple[str, str, str]:
        return "boolean", f"Is it said that {' '.join(words)}?", "Yes"

    return _of_sentence(passage, asked)


def _explained(passage: Passage) -> Row | None:
    def asked(words: list[str]) -> tuple[str, str, str]:
        return "free_text", f"Why {' '.join(words[:8])}?", " ".join(words[8:])

    return _of_sentence(passage, asked)


def _of_sentence(
    passage: Passage, asked: Callable[[list[str]], tuple[str, str, str]]
) -> Row | None:
    if found := _SENTENCE.search(passage.text):
        words = found[0][:-1].lower().split()
        if len(words) >= _FEWEST_WORDS:
            return _row(passage, *asked(words), found[0])
    return None


def _row(passage: Passage, kind: str, asked: str, gold: str, quote: str) -> Row:
    place = {"document": passage.path, "page": passage.page, "quote": quote}
    return {
        "question": asked,
        "answers": [gold],
        "answer_type": kind,
        "evidence": [place],
    }


def _again(row: Row, dice: random.Random) -> Row:
    """Repeat one: as it is, with a word more, or with another answer."""
    changes: list[Row] = [
        {},
        {"question": f"Please: {row['question']}"},
        {"answers": ["other 77"]},
    ]
    return {**row, **dice.choice(changes), "answer_type": None}


_KINDS: Final[tuple[Callable[[Passage], Row | None], ...]] = (
    *(_sum, _figure, _words, _boolean, _explained),
)


def _asked(db: Path, corpus: str, path: Path, count: int, seed: int) -> None:
    with Store(db) as store:
        found = store.select("questions_passages", Passage, corpus=corpus)
    say(f"{len(found):,} passages")
    with path.open("w", encoding="utf-8") as file:
        made = islice(rows(found, count, seed), count)
        file.writelines(json.dumps(row) + "\n" for row in made)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with TemporaryDirectory() as place:
        here = Path(place).resolve()
        folder, db, path = here / "corpus", here / "bench.duckdb", here / "asked.jsonl"
        make(folder, files=given.files, seed=given.seed)
        ingest = run(docqa_ingest(db, folder))
        with Store(db) as store:
            (corpus,) = store.select("documents_corpora", _Corpus)
        _asked(db, corpus.name, path, given.questions, given.seed)
        command = [sys.executable, "-m", "pipeline", "--db", str(db), "questions"]
        imported = run([*command, "import", str(path), "--corpus", str(folder)])
        checked = run([*command, "check", str(path), "--corpus", str(folder), "--json"])
    report = json.loads(checked.printed)
    counts = {flag["flag"]: flag["questions"] for flag in report["flags"]}
    say(f"{report['questions']:,} questions, flags: {counts}")
    lines = [
        ("what", "figure"),
        ("documents, questions", f"{given.files:,}, {given.questions:,}"),
        (f"import and check, the whole command, {cores()} cores", _s(checked.seconds)),
        ("the aim", f"below {AIM_S} s"),
        ("of that, import and locating alone, as a command", _s(imported.seconds)),
        ("peak memory, all processes", f"{checked.peak_mb:,.0f} MB"),
        ("the aim", f"below {AIM_MB:,} MB"),
        ("ingest of the same corpus, the whole command", _s(ingest.seconds)),
        ("import and check / ingest", f"{checked.seconds / ingest.seconds:.1f}"),
    ]
    sys.stdout.write(table(lines))


def _s(seconds: float) -> str:
    return f"{seconds:.1f} s"


if __name__ == "__main__":
    main()
