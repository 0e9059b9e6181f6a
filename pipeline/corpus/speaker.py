"""Facts in, sentences and rows out: one for each document. Pure."""

from collections.abc import Sequence
from typing import Final

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.papers import Row, Sentence
from pipeline.corpus.phrases import Teller
from pipeline.corpus.relations import RELATIONS, Shape, Time
from pipeline.corpus.sayings import banks
from pipeline.corpus.values import Voice, written

CELLS: Final = " ; "


class Speaker:
    """Says facts in one voice, no form twice before all of its kind were used."""

    def __init__(self, voice: Voice, dice: Dice) -> None:
        self._voice: Final = voice
        self._says: Final = Teller(banks()[voice], dice.of("says"))
        self._rows: Final = Teller(banks()[Voice.ROW], dice.of("rows"))

    def can(self, *relations: str) -> bool:
        """Return whether this voice has a form that states these together."""
        return self._says.forms(" ".join(sorted(relations))) > 0

    def say(self, *facts: Fact, before: Fact | None = None) -> Sentence:
        """State facts of one subject (and one day, if any) in one sentence.

        Raises `KeyError` where the voice has no form for them.
        """
        filled = _filled(facts, self._voice)
        if before is None:
            return Sentence(self._says.say(_section(facts), filled), facts)
        older = filled["before"] = _value(before, self._voice)
        text = self._says.say(_section(facts), filled)
        # not all forms have room for what no longer holds
        return Sentence(text, facts, (before,) if older in text else ())

    def row(self, *facts: Fact, more: Sequence[str] = ()) -> Row:
        """State facts as the cells of a row; `more` are cells after them."""
        text = self._rows.say(_section(facts), _filled(facts, Voice.ROW))
        return Row((*text.split(CELLS), *more), facts)


def _section(facts: Sequence[Fact]) -> str:
    return " ".join(sorted(fact.relation for fact in facts))


def _filled(facts: Sequence[Fact], voice: Voice) -> dict[str, str]:
    filled = {"subject": facts[0].subject}
    for fact in facts:
        name = "value" if len(facts) == 1 else fact.relation
        filled[name] = _value(fact, voice)
        time = RELATIONS[fact.relation].time
        if fact.on is not None:
            shape = Shape.MONTH if time is Time.AT else Shape.DATE
            filled["on"] = written(fact.on, shape, None, voice)
    return filled


def _value(fact: Fact, voice: Voice) -> str:
    relation = RELATIONS[fact.relation]
    return written(fact.value, relation.shape, relation.unit, voice)
