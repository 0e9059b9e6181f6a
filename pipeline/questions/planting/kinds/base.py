"""What every kind of planted question takes and gives."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.questions.planting.dice import Dice
from pipeline.questions.planting.inventing import Inventor, Value
from pipeline.questions.planting.languages.forms import Attribute, Language, filled
from pipeline.records import AnswerType, PlantRole


class Fact(NamedTuple):
    sentence: str
    """With a capital and a full stop."""
    role: PlantRole = PlantRole.EVIDENCE
    label: str | None = None
    """The same as a line of a table; `None` where it has to be a sentence."""
    dated: bool = False
    """Whether a date before it would be taken for one of its own."""


class Draft(NamedTuple):
    text: str
    answers: tuple[str, ...]
    answer_type: AnswerType
    facts: tuple[Fact, ...]
    note: str
    names: tuple[str, ...]
    """What the question names or leads over: it must stand nowhere else."""
    unit: str | None = None


@dataclass(frozen=True)
class Maker:
    """All that a kind may draw on to make one question."""

    dice: Dice
    """How many facts of what form: the same when values are drawn again."""
    invent: Inventor
    language: Language
    noun: str
    """What the document calls things: "linkspan"."""
    asked: set[tuple[str, ...]]
    """Combinations from a table that a question of the set asks for."""
    told: set[tuple[str, ...]]
    """Those, and what its facts say besides."""

    def subject(self) -> "Subject":
        name = self.invent.name()
        return Subject(
            name,
            self.language.subject(name, self.noun),
            self.language.headed(name, self.noun),
        )

    def attribute(self, *, changes: bool = False) -> Attribute:
        known = self.language.attributes
        usable = [a for a in known if a.history] if changes else known
        return self.dice.one_of("attribute", usable)


class Subject(NamedTuple):
    name: str
    said: str
    headed: str


Kind = Callable[[Maker], Draft]


def stated(
    attribute: Attribute, subject: Subject, value: Value, form: int, role: PlantRole
) -> Fact:
    """Say what the value of a subject's attribute is, in one of its forms."""
    return Fact(
        filled(attribute.facts[form], s=subject.said, v=value.said),
        role,
        f"{attribute.label}, {subject.headed}: {value.said}",
    )
