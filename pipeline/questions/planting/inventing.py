"""Names and values that stand for nothing: each is drawn once in a set of questions."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from pipeline.errors import QuestionError
from pipeline.questions.planting.dice import Dice
from pipeline.questions.planting.languages.forms import Language, ValueKind
from pipeline.records import AnswerType
from pipeline.values.stems import word_set

_HEADS: Final = sorted(
    word_set(
        "Bal Bel Bran Cal Cor Dal Dar Del Dor Ebr El Emb Er Fal Far Fen Gal Gar "
        "Gor Hal Har Hel Ist Jal Jar Jor Kal Kel Kor Lam Lor Lun Mal Mer Mor Nal "
        "Ner Nor Ol Or Osk Pal Pel Por Quel Ral Ren Ror Sal Sel Sor Tal Tel Tor "
        "Ulv Van Vel Vor Wal Wen Wol Yar Yel Zal Zel Zor"
    )
)
_MIDDLES: Final = sorted(
    word_set(
        "a ada ami ane ari asu avo eba eda ela emi ena era esi eva ibo ida ila "
        "imo ina iri isa ivo obe oda ola omi ona ori osa ovi uba uda ula umi una "
        "uri usa uve"
    )
)
_TAILS: Final = sorted(
    word_set(
        "ban bek beth bren by dane dell den dorf dra dun far fell fen gan garth "
        "gen gorn grim hald ham holm kar kas kel kett kin lan lath len lin lund "
        "mar mer mond nar nell nes noth rad ran rell rik rin ros sel sken son "
        "stad sten tan tel ten thal thor tin tor vald van vell vik wen wick win "
        "zar zen"
    )
)
_LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
_FIRST_REVIEW: Final = date(2027, 1, 4)
_REVIEW_DAYS: Final = 12_000
_HISTORY_BEGINS: Final = 2013
_APART: Final = 0.02
"""Of a number: what is nearer might be it, rounded."""
_MOST_TRIES: Final = 10_000


def _same_beginning(one: str, other: str) -> bool:
    return one[:2] == other[:2]


def _same_year(one: str, other: str) -> bool:
    return one[:4] == other[:4]


def _about_equal(one: str, other: str) -> bool:
    """Return whether a scorer might take one number for the other, rounded."""
    return abs(float(one) - float(other)) < _APART * float(one)


class Value(NamedTuple):
    said: str
    """As a sentence has it."""
    answer: str
    """As the gold has it."""
    type: AnswerType
    unit: str | None = None


class Inventor:
    """Draws for one question what no other of the set has.

    `taken`, the words and values in use, is shared by all of them.
    """

    def __init__(
        self, dice: Dice, language: Language, currency: str, taken: set[str]
    ) -> None:
        self._dice = dice
        self._language = language
        self._currency = currency
        self._taken = taken
        self._drawn: dict[str, list[str]] = defaultdict(list)

    def name(self) -> str:
        return self._new("name", self._name)

    def person(self) -> str:
        return self._new("person", lambda n: f"{self._name(f'{n} a')} {self._name(n)}")

    def code(self) -> str:
        return self._new("code", self._code)

    def value(self, kind: ValueKind) -> Value:
        return _VALUES[kind](self)

    def history(self, spans: int) -> list[tuple[date, date]]:
        """Return spans of time, each from the day after the last; the last goes on."""
        starts = [
            date(_HISTORY_BEGINS + 3 * place, 1, 1)
            + timedelta(days=self._dice.below(f"start {place}", 700))
            for place in range(spans + 1)
        ]
        return [
            (start, following - timedelta(days=1))
            for start, following in pairwise(starts)
        ]

    def of_code(self) -> Value:
        return _text(self.code())

    def of_person(self) -> Value:
        return _text(self.person())

    def of_date(self) -> Value:
        plain = self._new("date", self._day, _same_year)
        said = self._language.date(date.fromisoformat(plain))
        return Value(said, plain, AnswerType.DATE)

    def of_money(self) -> Value:
        plain = self._new("money", self._amount, _about_equal)
        said = self._language.money.format(
            number=self._language.number(plain), currency=self._currency
        )
        return Value(said, plain, AnswerType.NUMBER, self._currency)

    def of_hours(self) -> Value:
        plain = self._new("hours", self._hours, _about_equal)
        said = self._language.number(plain)
        return Value(said, plain, AnswerType.NUMBER, self._language.hours)

    def _new(
        self,
        what: str,
        draw: Callable[[str], str],
        alike: Callable[[str, str], bool] = _same_beginning,
    ) -> str:
        """Draw until it is new in the set, and like nothing else of this question."""
        here = self._drawn[what]
        for attempt in range(_MOST_TRIES):
            drawn = draw(f"{what} {len(here)} {attempt}")
            words = drawn.split()  # so that no name is a part of another
            if self._taken.isdisjoint(words) and not any(
                alike(drawn, other) for other in here
            ):
                self._taken.update(words)
                here.append(drawn)
                return drawn
        message = (
            f"{len(self._taken):,} values are invented, and no new {what} comes; "
            "ask for fewer"
        )
        raise QuestionError(message)

    def _name(self, draw: str) -> str:
        parts = (("head", _HEADS), ("middle", _MIDDLES), ("tail", _TAILS))
        return "".join(
            self._dice.one_of(f"{draw} {part}", choices) for part, choices in parts
        )

    def _code(self, draw: str) -> str:
        letters = "".join(
            self._dice.one_of(f"{draw} letter {n}", _LETTERS) for n in range(2)
        )
        return f"{letters}-{self._dice.between(draw, 10_000, 99_999)}"

    def _day(self, draw: str) -> str:
        days = self._dice.below(draw, _REVIEW_DAYS)
        return (_FIRST_REVIEW + timedelta(days=days)).isoformat()

    def _amount(self, draw: str) -> str:
        """Draw a number that is not round, so that all its digits are told."""
        tens = self._dice.between(draw, 110_000, 980_000)
        return f"{tens}{self._dice.between(f'{draw} last', 1, 9)}"

    def _hours(self, draw: str) -> str:
        return f"{self._dice.between(draw, 11_000, 98_000)}.5"


def _text(text: str) -> Value:
    return Value(text, text, AnswerType.TEXT)


_VALUES: Final[Mapping[ValueKind, Callable[[Inventor], Value]]] = {
    "code": Inventor.of_code,
    "date": Inventor.of_date,
    "person": Inventor.of_person,
    "money": Inventor.of_money,
    "hours": Inventor.of_hours,
}
