"""Flagged questions in; those that are kept, and every change, out. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from pipeline.questions.checking.flags import FLAGS
from pipeline.records import AnswerType, Flag, Question
from pipeline.values.dates import parse_date
from pipeline.values.units import FACTORS


class Change(NamedTuple):
    question: str
    flag: str
    done: str

    def __str__(self) -> str:
        return f"{self.question}: {self.flag}: {self.done}"


class Fixed(NamedTuple):
    questions: list[Question]
    changes: list[Change]


def fixed(questions: Sequence[Question], flags: Sequence[Flag]) -> Fixed:
    """Drop and re-type as `FLAGS` says; the twin of what is dropped goes with it.

    A check of what is left finds nothing more to be done.
    """
    by_question: dict[str, list[Flag]] = {}
    for flag in flags:
        by_question.setdefault(flag.question, []).append(flag)
    dropped = {
        flag.question: flag for flag in flags if FLAGS[flag.flag].fix == "dropped"
    }
    kept: list[Question] = []
    changes: list[Change] = []
    for question in questions:
        if why := _dropped(question, dropped):
            changes.append(why)
            continue
        after = question
        for flag in by_question.get(question.id, ()):
            if (retype := RETYPES.get(flag.flag)) and (done := retype(after, flag)):
                after, said = done
                changes.append(Change(question.id, flag.flag, said))
        kept.append(after)
    return Fixed(kept, changes)


def _dropped(question: Question, dropped: Mapping[str, Flag]) -> Change | None:
    if flag := dropped.get(question.id):
        return Change(question.id, flag.flag, f"dropped ({flag.detail})")
    if flag := dropped.get(question.twin_of or ""):
        said = f"dropped as the twin of {question.twin_of}"
        return Change(question.id, flag.flag, said)
    return None


_Done = tuple[Question, str] | None


def _type_stated(question: Question, flag: Flag) -> _Done:
    """Write the inferred type down; a day without its year is no date as stated."""
    del flag
    kind = question.answer_type
    if kind is AnswerType.DATE and parse_date(question.answers[0]) is None:
        return None
    update = {"type_inferred": False}
    return question.model_copy(update=update), f"its type is {kind} from now on"


def _explained(question: Question, flag: Flag) -> _Done:
    del flag
    update = {"answer_type": AnswerType.FREE_TEXT, "type_inferred": False}
    return question.model_copy(update=update), "its type is free_text from now on"


def _in_unit(question: Question, flag: Flag) -> _Done:
    unit = next(name for name, factor in FACTORS.items() if factor == flag.value)
    return question.model_copy(update={"unit": unit}), f"its unit is {unit} from now on"


RETYPES: Final = {
    "untyped": _type_stated,
    "long-gold": _explained,
    "no-unit": _in_unit,
}
"""What is done for each flag whose fix is `re-typed`."""
