"""What is dropped and re-typed, and that it is all said."""

import pytest

from pipeline.questions.checking.case import Finding
from pipeline.questions.checking.fixing import RETYPES, fixed
from pipeline.questions.checking.flags import FLAGS
from pipeline.records import AnswerType, Flag, Question
from tests.questions.checking.asked import question


def flag(name: str, of: str = "q", value: float | None = None) -> Flag:
    return Finding(name, "so it is", value).row("docs", question(of))


def only(asked: Question, *flags: Flag) -> Question:
    (left,) = fixed([asked], flags).questions
    return left


@pytest.mark.parametrize("name", [n for n, m in FLAGS.items() if m.fix == "dropped"])
def test_what_cannot_be_used_is_dropped_and_said(name: str) -> None:
    other = question("other")

    done = fixed([question(), other], [flag(name)])

    assert done.questions == [other]
    assert [str(one) for one in done.changes] == [f"q: {name}: dropped (so it is)"]


@pytest.mark.parametrize("name", [n for n, m in FLAGS.items() if m.fix == "kept"])
def test_what_is_only_remarkable_stays_as_it_is(name: str) -> None:
    assert fixed([question()], [flag(name)]) == ([question()], [])


def test_only_what_cannot_be_used_is_dropped() -> None:
    unusable = {name for name, meaning in FLAGS.items() if meaning.unusable}

    assert unusable == {n for n, m in FLAGS.items() if m.fix == "dropped"}


def test_every_re_typing_of_the_table_is_done() -> None:
    assert {n for n, m in FLAGS.items() if m.fix == "re-typed"} == set(RETYPES)


def test_a_twin_goes_with_its_sibling() -> None:
    twin = question("t", answers=[], kind=AnswerType.UNANSWERABLE, twin_of="q")

    done = fixed([question(), twin], [flag("planted-leak")])

    assert done.questions == []
    assert str(done.changes[1]) == "t: planted-leak: dropped as the twin of q"
    assert fixed([question(), twin], [flag("planted-leak", "t")]).questions == [
        question()
    ]


def test_an_inferred_type_is_written_down() -> None:
    left = only(question(type_inferred=True), flag("untyped"))

    assert left == question()


def test_a_day_without_its_year_stays_inferred() -> None:
    """Stated as a date, it would be refused by the next import."""
    day = question(answers=["5 March"], kind=AnswerType.DATE, type_inferred=True)

    assert fixed([day], [flag("untyped")]) == ([day], [])


def test_a_long_answer_becomes_an_explanation() -> None:
    text = question(kind=AnswerType.TEXT, type_inferred=True)

    left = only(text, flag("untyped"), flag("long-gold"))

    assert left == question(kind=AnswerType.FREE_TEXT)


def test_a_missing_unit_is_given() -> None:
    assert only(question(), flag("no-unit", value=1e6)).unit == "million"
