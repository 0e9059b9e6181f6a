"""Where drafts are made: soundness, evidence, and what was asked before. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Final

from pipeline.corpus.asking.drafts import Draft, Gold, gold
from pipeline.corpus.asking.giveaways import Common, holds_words, told_by_subject
from pipeline.corpus.asking.query import Found, Kind, Query, found
from pipeline.corpus.asking.stated import Stated, Statement
from pipeline.corpus.asking.words import Words
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact, Value
from pipeline.corpus.relations import RELATIONS, Time
from pipeline.records import AnswerType

_WINDOW: Final = 64
_MONTHS: Final = 8
"""Of so many, the one is asked of whose value few statements hold."""
_SHORT: Final = 4
"""Characters, the point among them: 9.2 and 212 may be the number of a clause."""
_EVERYWHERE: Final = 100
_SAID_BY_NATURE: Final = frozenset({AnswerType.CHOICE, AnswerType.BOOLEAN})
"""Their answers are words of the question."""
_SOUGHT: Final[frozenset[Kind]] = frozenset(
    {"lookup", "cell", "as-of", "chain", "comparison"}
)
"""Their answers are values as the documents write them."""
MOST_EVIDENCE: Final = 8


class Desk:
    """Makes drafts of queries, and remembers what they used."""

    def __init__(self, stated: Stated, dice: Dice) -> None:
        self.stated: Final = stated
        self.words: Final = Words(dice.of("words"))
        self.last: Final = max((f.on for f in stated.facts if f.on), default=date.max)
        """The last day of which anything is stated."""
        self._common: Final = Common(stated.facts)
        self._asked: Final[set[Query]] = set()
        self._documents: Final[Counter[str]] = Counter()
        self._formats: Final[Counter[str]] = Counter()
        self.drafted: Final[list[Draft]] = []
        """All that can be answered, in the order of drafting."""

    def candidates(self, relation: str, dice: Dice) -> Iterator[Fact]:
        """Yield facts that hold; of what changes monthly, one month of each subject.

        Those come first whose value few statements hold: few passages give it away.
        """
        shuffled = dice.shuffled(self.stated.facts.subjects(relation))
        for start in range(0, len(shuffled), _WINDOW):
            window = [
                fact
                for subject in shuffled[start : start + _WINDOW]
                if (fact := self._one(relation, subject, dice))
            ]
            yield from sorted(window, key=lambda one: self._holding(one.value))

    def rarest(self, queries: Iterable[Query]) -> Iterator[Query]:
        """Yield first, of some at a time, those whose answer few statements hold."""
        waiting = iter(queries)
        while window := list(islice(waiting, _WINDOW)):
            yield from sorted(window, key=self._tellings)

    def _tellings(self, query: Query) -> int:
        answer = found(query, self.stated.facts)
        return max(map(self._holding, answer.answers if answer else ()), default=0)

    def _holding(self, value: Value) -> int:
        """Return how many statements hold a value; a short number is on every page."""
        short = isinstance(value, int | Decimal) and len(str(value)) < _SHORT
        return self.stated.tellings(value) + (_EVERYWHERE if short else 0)

    def _one(self, relation: str, subject: str, dice: Dice) -> Fact | None:
        rows = self.stated.facts.history(relation, subject)
        if RELATIONS[relation].time is not Time.AT:
            return rows[-1]
        months = dice.some(rows, _MONTHS)
        return min(months, key=lambda one: self._holding(one.value))

    def draft(
        self,
        query: Query,
        text: str,
        *,
        choices: tuple[str, ...] = (),
        documents: int = 1,
    ) -> Draft | None:
        """Draft a question; `None` where it is unsound, asked, or tells its answer.

        Its evidence must be of so many documents at least, and where that is more
        than one, no document may state all of it.
        """
        answer = found(query, self.stated.facts)
        asked = query._replace(kind="lookup", subjects=tuple(sorted(query.subjects)))
        if answer is None or asked in self._asked:
            return None
        right = gold(query, answer)
        if self._gives_away(text, query, answer, right):
            return None
        evidence = self._evidence(answer.facts, tables=query.kind == "cell")
        spread = len({one.document for one in evidence}) >= documents
        if documents > 1 and self.stated.in_one_document(answer.facts):
            spread = False
        if not spread or len(evidence) > MOST_EVIDENCE:
            return None
        self._asked.add(asked)
        for document in sorted({one.document for one in evidence}):
            self._documents[document] += 1
            self._formats[_format(document)] += 1
        also = self._also(answer.facts, evidence)
        draft = Draft(query, text, *right[:2], choices, right.unit, evidence, also)
        self.drafted.append(draft)
        return draft

    def _gives_away(self, text: str, query: Query, answer: Found, right: Gold) -> bool:
        """Return whether the question, or too much of the corpus, has the answer."""
        by_nature = right.answer_type in _SAID_BY_NATURE
        if not by_nature and any(holds_words(text, one) for one in right.answers):
            return True
        if any(map(told_by_subject, answer.facts)):
            return True
        sought = query.kind in _SOUGHT
        return sought and any(map(self._common.spoils, answer.answers))

    def _evidence(self, facts: Sequence[Fact], *, tables: bool) -> Sequence[Statement]:
        """Choose statements that state all facts, none of which could be left out.

        That holds for one subject a statement: of it three facts at most are needed.
        """
        chosen: list[Statement] = []
        left = dict.fromkeys(facts)
        while left:
            places = [
                place
                for place in self.stated.places.get(next(iter(left)), ())
                if place.in_table or not tables
            ]
            here = {one.document for one in chosen}
            best = min(places, key=lambda one: self._rank(one, left, here))
            chosen.append(best)
            for fact in best.facts:
                left.pop(fact, None)
        return chosen

    def _rank(
        self, place: Statement, left: dict[Fact, None], here: set[str]
    ) -> tuple[int, bool, int, int, str, str]:
        """Put first what states most, then what no other question has used."""
        return (
            -len(left.keys() & place.facts),
            place.document in here,
            self._documents[place.document],
            self._formats[_format(place.document)],
            place.document,
            place.text,
        )

    def _also(
        self, facts: Sequence[Fact], evidence: Sequence[Statement]
    ) -> Sequence[Statement]:
        """Return where else any of the facts is stated, or mentioned undated."""
        others = {
            place: None
            for fact in facts
            for index in (self.stated.places, self.stated.mentions)
            for place in index.get(fact, ())
            if place not in evidence
        }
        return sorted(others, key=lambda one: (one.document, one.text))


def _format(document: str) -> str:
    return document.rpartition(".")[2]
