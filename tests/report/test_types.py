"""Accuracy by type of answer, and how far one who never reads would get."""

from pathlib import Path

import pytest

from pipeline.records import AnswerType
from pipeline.report.contents import Report
from pipeline.report.rows import Gold
from pipeline.report.sections.types import majority, render
from tests.report.tallies import UNANSWERABLE, report, tally
from tests.report.test_sections import made
from tests.support.bench_design import Design, Ended

BOOLEAN, CHOICE = AnswerType.BOOLEAN, AnswerType.CHOICE


def booleans(yes: int, no: int, numbers: int) -> Report:
    gold = [
        Gold(question=f"q{n}", yes=n < yes if n < yes + no else None, options=0)
        for n in range(yes + no + numbers)
    ]
    tallies = [
        tally(
            row.question,
            correct=1,
            answer_type=AnswerType.NUMBER if row.yes is None else BOOLEAN,
        )
        for row in gold
    ]
    return report(*tallies, gold=tuple(gold))


def test_always_yes_is_the_floor_of_a_yes_or_no() -> None:
    found = booleans(yes=7, no=15, numbers=9)

    assert [(kind.answer_type, kind.questions) for kind in found.kinds] == [
        (BOOLEAN, 22),
        (AnswerType.NUMBER, 9),
    ]
    assert found.kinds[0].guess == pytest.approx(15 / 22, abs=1e-6)
    assert found.kinds[1].guess is None
    assert majority(found) == (
        "22 of 31 counted questions are yes-or-no: always giving the more frequent "
        "answer would be right for 68 %."
    )


def test_half_is_no_majority() -> None:
    assert majority(booleans(yes=2, no=2, numbers=4)) == ""


def test_any_option_is_the_floor_of_a_choice() -> None:
    found = report(
        tally("two", answer_type=CHOICE, correct=1),
        tally("four", answer_type=CHOICE, incorrect=1),
        gold=(
            Gold(question="two", yes=None, options=2),
            Gold(question="four", yes=None, options=4),
        ),
    )

    assert found.kinds[0].guess == (1 / 2 + 1 / 4) / 2


def test_only_what_the_headline_counts_has_a_type() -> None:
    found = report(
        tally("one", answer_type=AnswerType.DATE, correct=1),
        tally("none", answer_type=UNANSWERABLE, correct=1),
        tally("free", answer_type=AnswerType.FREE_TEXT, needs_reader=True, abstained=1),
        tally("late", answer_type=AnswerType.LIST, pending=1),
    )

    assert [kind.answer_type for kind in found.kinds] == [AnswerType.DATE]


def test_the_section_shows_each_type_with_its_counts(tmp_path: Path) -> None:
    design = Design(
        answer_types=(BOOLEAN, BOOLEAN, BOOLEAN, CHOICE, AnswerType.NUMBER),
        controls=(),
    )

    found, shown = made(tmp_path, design, lambda _: Ended())

    section = render(found)
    assert section in shown
    assert shown.index("## Holding up") < shown.index("Accuracy by type of answer")
    header = " ".join(section.split())
    assert "| boolean: 36 questions | choice: 12 questions |" in header
    assert "(108 of 108)" in section
    assert "67 % of 36 questions" in section
    assert "25 % of 12 questions" in section
    assert "A yes or no is judged on that word alone." in section
    assert "36 of 60 counted questions are yes-or-no" in shown.split("## Holding")[0]


def test_a_report_without_yes_or_no_says_nothing_of_it() -> None:
    assert "yes or no" not in render(report(tally("one", correct=1)))
    assert render(report(tally("one", pending=1))) == ""
