"""The words of questions: banks of forms in `forms/`, no two askings alike for long."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from pipeline.corpus.asking.query import Query
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Value
from pipeline.corpus.phrases import Bank, Form, Teller, bank
from pipeline.corpus.relations import RELATIONS, Shape, Time
from pipeline.corpus.values import Voice, written

_BANKS: Final = ("relations", "frames", "scopes")
_NAMED: Final = frozenset(
    {Shape.WORDS, Shape.CODE, Shape.PERSON, Shape.COMPANY, Shape.PLACE, Shape.TITLE}
)
_TWO: Final[Mapping[str, str]] = {
    "highest": "higher",
    "lowest": "lower",
    "earliest": "earlier",
    "latest": "later",
}
"""What is said of two things instead."""


@cache
def forms() -> Bank:
    """Read all banks. Raises `ValueError` with the line that is no form."""
    found: dict[str, tuple[Form, ...]] = {}
    folder = files("pipeline.corpus.asking").joinpath("forms")
    for name in _BANKS:
        text = folder.joinpath(f"{name}.txt").read_text(encoding="utf-8")
        found |= bank(text)
    return found


class Words:
    """Words questions, no form of a kind twice before all were used."""

    def __init__(self, dice: Dice) -> None:
        self._dice: Final = dice
        self._teller: Final = Teller(forms(), dice.of("forms"))

    def sections(self, kind: str) -> Sequence[str]:
        """Return what there are words for: of "which" relations, of "sum" scopes."""
        begin = f"{kind} "
        return [name.removeprefix(begin) for name in forms() if name.startswith(begin)]

    def say(self, section: str, **filled: str) -> str:
        return self._teller.say(section, filled)

    def name(self, relation: str, subject: str, on: date | None = None) -> str:
        """Put a value in words, as a part of a sentence: "the price of ..."."""
        filled = {"subject": subject, **_when(relation, on)}
        return _inside(self._teller.say(f"name {relation}", filled))

    def path(self, relations: Sequence[str], subject: str) -> str:
        """Put the end of a chain in words: "the seat of the maker of asset ..."."""
        first, *then = relations
        said = self.name(first, subject)
        for relation in then:
            said = _inside(self.say(f"of {relation}", that=said))
        return said

    def lookup(self, query: Query, *, day: date | None = None) -> str:
        """Ask for a value, in words of its own or by its name."""
        relation, (subject,) = query.relation, query.subjects
        if self._dice.chance(0.6):
            filled = {"subject": subject, **_when(relation, day)}
            return self.ending(self._teller.say(f"ask {relation}", filled), relation)
        return self.framed("lookup", query, self.name(relation, subject, day))

    def framed(self, frame: str, query: Query, name: str, **filled: str) -> str:
        """Ask for what has this name; if it changes, for the latest."""
        relations = (query.relation, *query.then)
        person = RELATIONS[relations[-1]].shape is Shape.PERSON
        changes = any(RELATIONS[one].time is Time.FROM for one in relations)
        late = {"lookup": "latest", "cell": "cell latest"}.get(frame, frame)
        section = late if changes else frame
        if section != "cell latest":
            section = f"{section} {'who' if person else 'what'}"
        return self.ending(self.say(section, name=name, **filled), relations[-1])

    def ending(self, question: str, relation: str) -> str:
        """Say in which unit or form the answer is wanted, where there are several."""
        of = RELATIONS[relation]
        form = "date" if of.shape is Shape.DATE else of.unit
        return f"{question} {self.say(f'in {form}')}" if form else question

    def boolean(
        self, query: Query, name: str, bound: str, *, day: date | None = None
    ) -> str:
        """Ask whether a value is so, on a day or, of what changes, by the latest."""
        of = RELATIONS[query.relation]
        sign = query.bound[0] if query.bound else ""
        kind = {Shape.DATE: "date"}.get(of.shape, "number")
        kind = "named" if of.shape in _NAMED else kind
        if day is not None:
            filled = {"name": name, "bound": bound, "day": said_day(day)}
            return self._teller.say(f"was {sign} {kind}", filled)
        question = self.say(f"is {sign} {kind}", name=name, bound=bound)
        if of.time is Time.FROM:
            return self.say("changing", question=_inside(question))
        return question

    def which(
        self, relation: str, subjects: Sequence[str], sign: str, on: date | None
    ) -> str:
        """Ask which of some subjects is first or last by a value."""
        late = RELATIONS[relation].shape is Shape.DATE
        ends = ("latest", "earliest") if late else ("highest", "lowest")
        degree = ends[sign == "<"]
        two = len(subjects) == len(ends)
        filled = {
            "options": f"{', '.join(subjects[:-1])} or {subjects[-1]}",
            "all": f"{', '.join(subjects[:-1])} and {subjects[-1]}",
            "degree": _TWO[degree] if two else degree,
            **_when(relation, on),
        }
        return self._teller.say(f"which {relation}", filled)


def is_named(shape: Shape) -> bool:
    """Return whether its values are words, which have no more or less."""
    return shape in _NAMED


def said_day(day: date) -> str:
    return written(day, Shape.DATE, None, Voice.FORMAL)


def said_month(day: date) -> str:
    return written(day, Shape.MONTH, None, Voice.FORMAL)


def said_value(value: Value, relation: str) -> str:
    """Write a value of a relation with its unit, as a sentence has it."""
    of = RELATIONS[relation]
    return written(value, of.shape, of.unit, Voice.FORMAL)


def _when(relation: str, on: date | None) -> Mapping[str, str]:
    monthly = RELATIONS[relation].time is Time.AT and on is not None
    return {"when": said_month(on)} if monthly and on else {}


def _inside(phrase: str) -> str:
    """Take back the capital of what stands inside a sentence, begun by no name."""
    return f"{phrase[:1].lower()}{phrase[1:]}"
