"""Each form that states facts of sites, assets, incidents, entries and companies."""

from datetime import date
from decimal import Decimal

import pytest

from pipeline.corpus.checking.reading import statements
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact, Value
from pipeline.corpus.phrases import Teller
from pipeline.corpus.relations import RELATIONS, SUBJECTS, Shape, Time, kind
from pipeline.corpus.sayings import Saying, banks, sayings
from pipeline.corpus.values import Voice, written

KINDS = {"site", "asset", "incident", "entry", "company"}
VALUES: dict[Shape, tuple[Value, Value, Value]] = {
    Shape.MONEY: (12345, 900, 1234567),
    Shape.NUMBER: (Decimal("1.24"), 17, 123456),
    Shape.DATE: (date(2019, 3, 14), date(2020, 11, 1), date(2021, 5, 30)),
    Shape.WORDS: ("a worn seal", "frost in the sensor line", "silt and weed"),
    Shape.CODE: ("SK-P-0042", "Q7/2019/003", "ZX-88-B"),
    Shape.PERSON: ("Elin Hask", "Tor O'Brannick", "Mae Lund-Vey"),
    Shape.COMPANY: ("Harrow & Pell", "Dunmore and Ash Pumps", "Korvel"),
    Shape.PLACE: ("Skelwith Upper Works", "Saxby Cross", "Wem"),
    Shape.TITLE: ("Skelwith Outfall Renewal", "Mains and Valves Renewal", "Rebuild"),
}
BEFORE = {
    "site.manager": "Ivo Marr",
    "site.capacity": "9,990 cubic metres a day",
}
MINE = [one for one in sayings() if kind(one.relations[0]) in KINDS]


@pytest.mark.parametrize("turn", range(3))
@pytest.mark.parametrize("kind_of", sorted(KINDS))
def test_each_form_reads_back_to_what_it_says_and_to_nothing_else(
    kind_of: str, turn: int
) -> None:
    for saying in MINE:
        if kind(saying.relations[0]) == kind_of:
            facts = _facts(saying, turn)
            text = _written(saying, facts)
            assert _read(text) == facts, text


@pytest.mark.parametrize("turn", range(3))
def test_a_heading_before_and_a_sentence_after_change_nothing(turn: int) -> None:
    for saying in MINE:
        if saying.voice is not Voice.ROW:
            facts = _facts(saying, turn)
            text = f"The Annual Review {_written(saying, facts)} Vouchers rose again."
            assert _read(text) == facts, text


def test_each_voice_has_forms_enough_not_to_repeat_itself() -> None:
    least = {Voice.FORMAL: 8, Voice.PLAIN: 5, Voice.CHATTY: 5, Voice.TERSE: 5}
    poor = [
        (name, voice)
        for name in RELATIONS
        for voice, count in least.items()
        if kind(name) in KINDS and len(banks()[voice].get(name, ())) < count
    ]
    assert poor == []


def _facts(saying: Saying, turn: int) -> set[Fact]:
    subject = str(VALUES[SUBJECTS[kind(saying.relations[0])]][turn])
    return {
        Fact(name, subject, _value(name, turn + place + 1), _on(name))
        for place, name in enumerate(saying.relations)
    }


def _value(name: str, place: int) -> Value:
    return VALUES[RELATIONS[name].shape][place % 3]


def _on(name: str) -> date | None:
    days = {Time.FIXED: None, Time.AT: date(2018, 7, 1), Time.FROM: date(2018, 7, 9)}
    return days[RELATIONS[name].time]


def _written(saying: Saying, facts: set[Fact]) -> str:
    filled = {"before": BEFORE.get(saying.relations[0], "")}
    for fact in facts:
        relation = RELATIONS[fact.relation]
        name = "value" if len(facts) == 1 else fact.relation
        filled["subject"] = fact.subject
        filled[name] = written(fact.value, relation.shape, relation.unit, saying.voice)
        if fact.on is not None:
            shape = Shape.MONTH if relation.time is Time.AT else Shape.DATE
            filled["on"] = written(fact.on, shape, None, saying.voice)
    text = Teller({"one": (saying.form,)}, Dice(*saying.relations)).say("one", filled)
    return text.replace(" ; ", " ")


def _read(text: str) -> set[Fact]:
    return {fact for read in statements(text) for fact in read.facts}
