"""How long a million short answers take to score, on the cores that are here.

    python -m benchmarks.scoring [--answers 1000000] [--seed 1]

Numbers, dates, yes or no, choices, lists, names and explanations in equal parts, each
answer of at most 20 words, some three in five of them right. docqa's time is that of
the whole command on one file. Beside it, in the same run, the least a scorer does: the
same file read and compared by SQuAD's folding, in one process.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

from benchmarks.measure import run, say, table
from pipeline.score.metrics import METRICS
from pipeline.score.metrics.base import Sample
from pipeline.score.parallel import cores

AIM_S: Final = 120
MOST_WORDS: Final = 20
_RIGHT: Final = 0.6
_PLACES: Final = ("Corrie", "Hollin", "Tollgate", "Brinsea", "Marrow", "Skerry", "Orde")
_NAMES: Final = ("Ada", "Grace", "Linus", "Tamsin", "Edsger", "Barbara", "Alan", "Mary")
_SIDES: Final = ("north", "south", "east", "west")
_BEFORE: Final = (
    *("", "", "The answer is", "According to the report, it was", "Based on the log:"),
    "As the third page of the filing shows, the figure that was asked for is",
)
_AFTER: Final = (
    "",
    ".",
    ", as stated on page 12.",
    " according to the harbour's books.",
)
_CAUSES: Final = (
    "the ferry sailed twice a day", "the old quay was rebuilt", "prices of fuel fell",
    "fewer boats called in winter", "the county paid for new lamps",
)  # fmt: skip

Row = dict[str, Any]


def rows(count: int, seed: int) -> Iterator[Row]:
    """Yield that many rows, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311  # no secret
    for number in range(count):
        row = _KINDS[number % len(_KINDS)](dice)
        words = str(row["prediction"]).split()
        yield {**row, "id": number, "prediction": " ".join(words[:MOST_WORDS])}


def _is_right(dice: random.Random) -> bool:
    return dice.random() < _RIGHT


def _said(dice: random.Random, right: str, wrong: str) -> str:
    answer = right if _is_right(dice) else wrong
    return f"{dice.choice(_BEFORE)} {answer}{dice.choice(_AFTER)}".strip()


def _number(dice: random.Random) -> Row:
    value = dice.randrange(1_000, 9_000_000)
    gold, wrong = f"${value / 1_000:,.1f} million", f"${value / 1_300:,.1f} million"
    right = dice.choice(
        (gold, f"{value * 1_000:,} dollars", f"USD {value / 1e6:.4f}bn")
    )
    asked = f"What were the sales of {dice.choice(_PLACES)} in USD millions?"
    return _row("number", asked, gold, _said(dice, right, wrong))


def _date(dice: random.Random) -> Row:
    year, day = dice.randrange(1950, 2026), dice.randrange(1, 29)
    right = dice.choice((f"{day} March {year}", f"March {day}, {year}"))
    asked = f"When was the quay of {dice.choice(_PLACES)} opened?"
    said = _said(dice, right, f"{day} June {year}")
    return _row("date", asked, f"{year}-03-{day:02}", said)


def _boolean(dice: random.Random) -> Row:
    gold = dice.choice(("Yes", "No"))
    other = "No" if gold == "Yes" else "Yes"
    said = f"{gold if _is_right(dice) else other}, since {dice.choice(_CAUSES)}."
    return _row("boolean", "Did the traffic grow in 2019?", gold, said)


def _choice(dice: random.Random) -> Row:
    right, wrong = dice.sample(_SIDES, 2)
    letter = "ABCD"[_SIDES.index(right)]
    said = _said(dice, dice.choice((right, f"{letter}. {right}", letter)), wrong)
    asked = "Which side faces the sea?"
    return {**_row("choice", asked, right, said), "choices": list(_SIDES)}


def _list(dice: random.Random) -> Row:
    golds = dice.sample(_NAMES, 3)
    given = dice.sample(golds, 3) if _is_right(dice) else dice.sample(_NAMES, 3)
    said = f"{given[0]}, {given[1]} and {given[2]}"
    return _row("list", "Who were the keepers?", golds, said)


def _text(dice: random.Random) -> Row:
    right, wrong = (f"{n} {p}son" for n, p in zip(
        dice.sample(_NAMES, 2), dice.sample(_PLACES, 2), strict=True))  # fmt: skip
    asked = f"Who kept the light of {dice.choice(_PLACES)}?"
    return _row("text", asked, right, _said(dice, right, wrong))


def _free_text(dice: random.Random) -> Row:
    right, wrong = dice.sample(_CAUSES, 2)
    said = f"It grew because {right if _is_right(dice) else wrong}."
    gold = f"The traffic grew since {right}."
    return _row("free_text", "Why did the traffic grow?", gold, said)


def _row(kind: str, asked: str, gold: object, said: str) -> Row:
    return {"question": asked, "answer": gold, "answer_type": kind, "prediction": said}


_KINDS: Final[tuple[Callable[[random.Random], Row], ...]] = (
    *(_number, _date, _boolean, _choice, _list, _text, _free_text),
)


def _write(path: Path, count: int, seed: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows(count, seed))


def _squad(path: Path) -> float:
    """Return the seconds of reading the file and of comparing by exact match."""
    score = METRICS["squad_em"].score
    started = perf_counter()
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            golds = (
                row["answer"] if isinstance(row["answer"], list) else [row["answer"]]
            )
            score(Sample(row["prediction"], tuple(golds)))
    return perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--answers", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answers.jsonl"
        _write(path, given.answers, given.seed)
        say(f"{given.answers:,} answers, {path.stat().st_size / 1e6:,.0f} MB")
        squad = _squad(path)
        command = [sys.executable, "-m", "pipeline", "score", "--answers", str(path)]
        ran = run([*command, "--json"])
    (figures,) = json.loads(ran.printed)["files"]
    say(f"verdicts: {figures['verdicts']}")
    rate = given.answers / ran.seconds
    limit = AIM_S * given.answers / 1_000_000
    lines = [
        ("what", "figure"),
        ("answers", f"{figures['answers']:,}"),
        (f"docqa, the whole command, {cores()} cores", f"{ran.seconds:.1f} s"),
        ("the aim for as many", f"below {limit:.1f} s"),
        ("answers/s, each core", f"{rate / cores():,.0f}"),
        ("peak memory, all processes", f"{ran.peak_mb:,.0f} MB"),
        ("reading and SQuAD's exact match, one process", f"{squad:.1f} s"),
        ("docqa / that", f"{ran.seconds / squad:.1f}"),
    ]
    sys.stdout.write(table(lines))


if __name__ == "__main__":
    main()
