"""One who writes a document: knows things, tells by a bank, states in voices. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import combinations, groupby
from typing import Final, TypeAlias

from pipeline.corpus.banks import words
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.genres.known import Known
from pipeline.corpus.papers import Paragraph, Row, Sentence
from pipeline.corpus.phrases import Teller
from pipeline.corpus.sayings import banks
from pipeline.corpus.speaker import CELLS, Speaker
from pipeline.corpus.values import Voice

Filled: TypeAlias = Mapping[str, str] | Callable[[Dice], Mapping[str, str]]
"""What the slots of the bank are filled with; where it is drawn, for each sentence."""

_JOINED: Final = 0.65
"""How often a fact is stated with others, where a form can."""
_TOGETHER: Final = (2, 3, 4, 4)
"""So many facts one sentence states at most."""
_SMALL: Final = (
    *("three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("twelve", "fourteen", "fifteen"),
)
_LARGE: Final = ("twenty", "twenty-one", "twenty-eight", "thirty", "forty-two", "sixty")
_NUMBERS: Final[Mapping[str, Sequence[str]]] = {
    "days": _SMALL,
    "longer": _LARGE,
    "months": _SMALL,
    "years": _SMALL,
    "hours": (*_SMALL, *_LARGE),
}
"""What any form may have, drawn for each sentence."""
_LOOSE: Final = re.compile(r" +([,.;:?!])")
_TWICE: Final = re.compile(r"([?!.])\.")
_ARTICLE: Final = re.compile(r"\b([Aa]) (?=[aeio](?!ne\b|ne-|nce\b|u))")


class Pen:
    """Of facts it takes what is known: a fact that is `None` is passed over."""

    def __init__(
        self,
        bank: str,
        known: Known,
        voices: Sequence[Voice],
        dice: Dice,
        filled: Filled,
    ) -> None:
        self.known: Final = known
        self.dice: Final = dice.of("pen")
        self._teller: Final = Teller(words("genres", bank), dice.of("tells"))
        self._speakers: Final = {v: Speaker(v, dice.of("voice", v)) for v in Voice}
        self._voices = voices
        self._filled = filled

    def turn(self, filled: Filled, voices: Sequence[Voice] = ()) -> None:
        """Write of another thing from here on, or in the voices of another."""
        self._filled = filled
        self._voices = voices or self._voices

    def has(self, section: str) -> bool:
        return self._teller.forms(section) > 0

    def words(self, section: str, **more: str) -> str:
        return tidied(self._teller.say(section, {**self._names(), **more}))

    def cells(self, section: str) -> list[str]:
        """Word what stands in cells beside each other."""
        text = self._teller.say(section, self._names())
        return [tidied(cell) for cell in text.split(CELLS)]

    def in_order(self, section: str, least: int, most: int) -> list[Sentence]:
        """Tell from `least` to `most` sentences in the order of the bank."""
        count = self.dice.between(least, most)
        done = self._teller.in_order(section, count, self._names())
        return [Sentence(tidied(text)) for text in done]

    def tell(self, section: str, least: int = 1, most: int = 0) -> list[Sentence]:
        """Tell from `least` to `most` sentences, no more than the section has forms."""
        count = self.dice.between(least, max(least, most))
        times = min(count, self._teller.forms(section))
        return [Sentence(self.words(section)) for _ in range(times)]

    def say(self, *facts: Fact, before: Fact | None = None) -> Sentence | None:
        """State facts of one subject; `None` where no voice has words for them."""
        relations = [fact.relation for fact in facts]
        for voice in self._voices:
            speaker = self._speakers[voice]
            if speaker.can(*relations):
                with suppress(KeyError):  # all its forms name an older value
                    return speaker.say(*facts, before=before)
        return None

    def state(self, *facts: Fact | None) -> list[Sentence]:
        """State the facts that there are, several in a sentence where a form can."""
        left = [fact for fact in facts if fact is not None]
        found: list[Sentence | None] = []
        while left:
            group, sentence = self._together(left)
            left = [fact for fact in left if fact not in group]
            found.append(sentence)
        return [sentence for sentence in found if sentence]

    def all(self, subject: str, day: date, *relations: str) -> list[Sentence]:
        """State what is known of a subject on a day."""
        return self.state(*self.known.of(subject, day, *relations))

    def change(self, relation: str, subject: str, day: date) -> Sentence | None:
        """State what holds on a day, and now and then what no longer does."""
        fact = self.known.fact(relation, subject, day)
        return fact and self.say(fact, before=self.known.before(fact))

    def news(self, *facts: Fact) -> list[Sentence]:
        """State changes by subject and day, now and then with what they supersede."""
        found: list[Sentence | None] = []
        ordered = sorted(facts, key=lambda fact: (fact.subject, str(fact.on)))
        for _, group in groupby(ordered, key=lambda fact: (fact.subject, fact.on)):
            new = list(group)
            at_once = len(new) > 1 and self.dice.chance(_JOINED)
            together = self.say(*new) if at_once else None
            each = (self.say(fact, before=self.known.before(fact)) for fact in new)
            found += [together] if together else each
        return [sentence for sentence in found if sentence]

    def row(self, *facts: Fact | None, more: Sequence[str] = ()) -> Row | None:
        """Write a row; none where no form does without what is missing."""
        there = [fact for fact in facts if fact is not None]
        section = " ".join(sorted(fact.relation for fact in there))
        if section not in banks()[Voice.ROW]:
            return None
        return self._speakers[self._voices[0]].row(*there, more=more)

    def rows(self, facts: Iterable[Fact]) -> tuple[Row, ...]:
        """Write each as a row of its own."""
        return tuple(row for fact in facts if (row := self.row(fact)))

    def mixed(
        self, telling: Sequence[Sentence], stating: Sequence[Sentence]
    ) -> list[Sentence]:
        """Put what is stated anywhere between what is told, in its order."""
        found = list(telling)
        places = sorted(self.dice.below(len(found) + 1) for _ in stating)
        for place, sentence in reversed(list(zip(places, stating, strict=True))):
            found.insert(place, sentence)
        return found

    def paragraphs(
        self,
        telling: Sequence[Sentence],
        stating: Sequence[Sentence] = (),
        notes: Sequence[Sentence] = (),
    ) -> list[Paragraph]:
        """Put what is stated after the first that is told, in uneven paragraphs."""
        mixed = [*telling[:1], *self.mixed(telling[1:], stating)]
        found: list[Paragraph] = []
        while mixed:
            size = self.dice.between(2, 6)
            found.append(Paragraph(tuple(mixed[:size])))
            mixed = mixed[size:]
        if found:
            found[-1] = found[-1]._replace(notes=tuple(notes))
        return found

    def _names(self) -> Mapping[str, str]:
        numbers = {name: self.dice.one_of(of) for name, of in _NUMBERS.items()}
        filled = self._filled(self.dice) if callable(self._filled) else self._filled
        return {**numbers, **filled}

    def _together(
        self, facts: Sequence[Fact]
    ) -> tuple[tuple[Fact, ...], Sentence | None]:
        """State the first fact, with as many others as one sentence takes."""
        first, *others = facts
        alike = [fact for fact in others if fact.subject == first.subject]
        most = self.dice.one_of(_TOGETHER) if self.dice.chance(_JOINED) else 1
        for size in range(min(most - 1, len(alike)), -1, -1):
            for more in self.dice.shuffled(list(combinations(alike, size))):
                group = (first, *more)
                days = {fact.on for fact in group if fact.on is not None}
                if len(days) <= 1 and (said := self.say(*group)):
                    return group, said
        return (first,), None


def tidied(text: str) -> str:
    """Mend what choices leave: blanks before stops, stops twice, "a" before a vowel."""
    closed = _LOOSE.sub(r"\1", text)
    return _ARTICLE.sub(r"\1n ", _TWICE.sub(r"\1", closed))


def paragraph(*sentences: Sentence | None) -> tuple[Paragraph, ...]:
    """Make one of what there is to say; none of nothing."""
    there = tuple(sentence for sentence in sentences if sentence is not None)
    return (Paragraph(there),) if there else ()
