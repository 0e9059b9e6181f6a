"""Answers that people labelled in; how far the verdicts agree with them, out.

    python -m benchmarks.agreement FOLDER [--half tune|held] [--worst 20]

FOLDER holds `questions.jsonl` and `answers/*.jsonl` as FinanceBench has them. The
documents are in two halves, by the first byte of the SHA-256 of their names: rules are
made on `tune` (even), and `held` (odd) is looked at when they are done.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.measure import say, table
from pipeline.records import AnswerType, Verdict
from pipeline.score.answers.agreement import CLASSES, Class, class_of, two_classes
from pipeline.score.answers.given import Given, question_id, read
from pipeline.score.answers.rows import Row, read_rows
from pipeline.score.answers.tally import Labels
from pipeline.score.metrics import METRICS
from pipeline.score.metrics.base import Sample
from pipeline.score.metrics.squad import normalised
from pipeline.score.verdicts import judge
from pipeline.values.kappa import agreement, kappa
from pipeline.values.text import shorten

TYPED: Final = (
    *(AnswerType.NUMBER, AnswerType.BOOLEAN, AnswerType.DATE),
    *(AnswerType.CHOICE, AnswerType.LIST),
)
_ENOUGH_RECALL: Final = 0.8
_QUOTE: Final = 140


class Compared(NamedTuple):
    """An answer with what a person and what the rule of its type said of it."""

    given: Given
    label: Verdict
    verdict: Verdict
    reason: str

    @property
    def kind(self) -> AnswerType:
        return self.given.question.answer_type

    @property
    def severity(self) -> int | None:
        """Rank a disagreement, 0 the worst; `None` where there is none.

        To call a wrong answer correct misleads most, then to call a right one wrong.
        """
        found = class_of(self.verdict)
        if found is None or found is self.label:
            return None
        if found is Verdict.CORRECT:
            return 0
        return 1 if self.label is Verdict.CORRECT else 2


def half_of(document: str) -> str:
    """Return which half a document is in, by its name alone."""
    return "held" if sha256(document.encode()).digest()[0] % 2 else "tune"


def compared(folder: Path, half: str) -> Iterator[Compared]:
    """Yield the labelled answers on documents of a half, each with its verdict."""
    rows = [one.row for one in read_rows(folder / "questions.jsonl") if one.row]
    known = {question_id(row): row for row in rows if half_of(row["doc_name"]) == half}
    for path in sorted((folder / "answers").glob("*.jsonl")):
        for one in read_rows(path):
            row = one.row or {}
            if question := known.get(question_id(row)):
                yield from _compared(row, question, f"{path.name}:{one.line}")


def _compared(row: Row, question: Row, place: str) -> Iterator[Compared]:
    for given in read(row, place, question):
        if given.label is not None:
            _, judged, _ = judge(given.text, given.question)
            yield Compared(given, given.label, judged.verdict, judged.reason)


def labels_of(answers: Sequence[Compared]) -> Labels:
    labels = Labels()
    for one in answers:
        labels.add(one.label, class_of(one.verdict))
    return labels


def by_type(answers: Sequence[Compared]) -> dict[str, Labels]:
    """Return the labels of each type, of the typed ones together, and of all."""
    parts: dict[str, Labels] = {
        kind: labels_of(found)
        for kind in AnswerType
        if (found := [one for one in answers if one.kind is kind])
    }
    parts["typed together"] = labels_of([one for one in answers if one.kind in TYPED])
    parts["all"] = labels_of(answers)
    return parts


def _metric(name: str) -> Callable[[Given], bool]:
    def holds(given: Given) -> bool:
        sample = Sample(given.text, given.golds, given.question.text)
        return METRICS[name].score(sample) == 1

    return holds


def token_recall(given: Given) -> float:
    """Return the greatest share of a gold's words that an answer has, by SQuAD."""
    said = Counter(normalised(given.text).split())
    shares = [0.0]
    for gold in given.golds:
        words = Counter(normalised(gold).split())
        shares.append((words & said).total() / max(1, words.total()))
    return max(shares)


PEERS: Final[Mapping[str, Callable[[Given], bool]]] = {
    "exact match (SQuAD)": _metric("squad_em"),
    "substring (RULER)": _metric("ruler_string_match_part"),
    "sub-span (lost in the middle)": _metric("lost_in_the_middle_best_subspan_em"),
    "substring (HELMET)": _metric("helmet_substring_exact_match"),
    "token recall at least 0.8": lambda given: token_recall(given) >= _ENOUGH_RECALL,
}
"""What others call correct; anything else is incorrect to them."""


def against(
    answers: Sequence[Compared], says: Callable[[Compared], bool]
) -> Counter[tuple[Class, Class]]:
    """Count right and not right, as people and as another judge say it."""
    verdicts = {True: Verdict.CORRECT, False: Verdict.INCORRECT}
    return two_classes(Counter((one.label, verdicts[says(one)]) for one in answers))


def _agreement_table(parts: Mapping[str, Labels]) -> str:
    rows = [("answers", "labelled", "coverage", "agreement", "kappa")]
    for name, labels in parts.items():
        shares = (labels.coverage, agreement(labels.confusion))
        cells = ["" if share is None else f"{share:.1%}" for share in shares]
        value = _three(kappa(labels.confusion))
        rows.append((name, f"{labels.labelled:,}", cells[0], cells[1], value))
    return table(rows)


def _confusion_table(parts: Mapping[str, Labels]) -> str:
    rows = [("people say", *(f"rule: {rule}" for rule in CLASSES), "unscored")]
    for name, labels in parts.items():
        unscored = labels.labelled - sum(labels.confusion.values())
        for person in CLASSES:
            counts = [f"{labels.confusion[person, rule]:,}" for rule in CLASSES]
            last = f"{unscored:,} of all" if person is CLASSES[0] else ""
            rows.append((f"{name}: {person}", *counts, last))
    return table(rows)


def _peers_table(answers: Sequence[Compared]) -> str:
    ours = against(answers, lambda one: one.verdict is Verdict.CORRECT)
    own = kappa(ours)
    rows = [
        ("right or not", "agreement", "kappa", "docqa / this"),
        ("docqa, unscored taken for wrong", *_told(ours, own), ""),
    ]
    for name, says in PEERS.items():
        counts = against(answers, _of_given(says))
        peer = kappa(counts)
        ratio = f"{own / peer:.1f}" if own and peer and peer > 0 else ""
        rows.append((name, *_told(counts, peer), ratio))
    return table(rows)


def _of_given(says: Callable[[Given], bool]) -> Callable[[Compared], bool]:
    return lambda one: says(one.given)


def _told(counts: Counter[tuple[Class, Class]], value: float | None) -> tuple[str, str]:
    share = agreement(counts)
    return "" if share is None else f"{share:.1%}", _three(value)


def _worst(answers: Sequence[Compared], most: int) -> Iterator[str]:
    """Yield the worst disagreements in short quotes, typed ones before others."""
    found = [one for one in answers if one.severity is not None]
    found.sort(key=lambda one: (one.severity or 0, one.kind not in TYPED))
    for one in found[:most]:
        gold = "; ".join(one.given.golds)
        yield (
            f"{one.given.id} [{one.kind}] people: {one.label}, rule: {one.verdict} "
            f"({shorten(one.reason, _QUOTE)})\n"
            f"  asked  {_quote(one.given.question.text)}\n"
            f"  gold   {_quote(gold)}\n"
            f"  given  {_quote(one.given.text)}"
        )


def _quote(text: str) -> str:
    return shorten(" ".join(text.split()), _QUOTE)


def _three(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("tune", "held"), default="tune")
    parser.add_argument("--worst", type=int, default=0, metavar="N")
    given = parser.parse_args()
    answers = list(compared(given.folder, given.half))
    say(f"{len(answers):,} labelled answers of the half {given.half!r}")
    parts = by_type(answers)
    for made in (
        _agreement_table(parts),
        _confusion_table(parts),
        _peers_table(answers),
    ):
        sys.stdout.write(f"{made}\n")
    for told in _worst(answers, given.worst):
        sys.stdout.write(f"{told}\n")


if __name__ == "__main__":
    main()
