"""Contracts, projects, policies and meetings: every form reads back as it was meant."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from pipeline.corpus.checking.reading import statements
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact, Value
from pipeline.corpus.phrases import Teller, slots
from pipeline.corpus.relations import RELATIONS, SUBJECTS, Shape, Time, kind
from pipeline.corpus.sayings import Saying, sayings
from pipeline.corpus.values import Voice, written

OURS = ("contract", "project", "policy", "meeting")
LEAST = {Voice.FORMAL: 8, Voice.PLAIN: 5, Voice.CHATTY: 5, Voice.TERSE: 5}
RENDERED = 3
KINDS = {
    Shape.CODE: ("C/2021/0147", "WC-19/4", "SK-C-003"),
    Shape.PERSON: ("Elin Hask", "Tor Mac-Anley", "Ada O\u2019Rell"),
    Shape.COMPANY: ("Harrow & Pell", "Quay and Dunmore Works", "Ostrel"),
    Shape.PLACE: ("Skelwith", "Saxby Cross"),
    Shape.TITLE: ("Skelwith Outfall Renewal", "Care of Wells and Bores Policy"),
    Shape.WORDS: ("worn bearing",),
}


def _value(relation: str, dice: Dice) -> Value:
    shape = RELATIONS[relation].shape
    if shape is Shape.MONEY:
        return dice.between(900, 3_000_000)
    if shape is Shape.NUMBER:
        tenths = Decimal(dice.between(11, 99)) / 10
        return dice.between(2, 90) if dice.chance(0.5) else tenths
    if shape in {Shape.DATE, Shape.MONTH}:
        return date(2018, 1, 1) + timedelta(days=dice.below(2000))
    return dice.one_of(KINDS[shape])


def _facts(saying: Saying, dice: Dice) -> tuple[Fact, ...]:
    subject = dice.one_of(KINDS[SUBJECTS[kind(saying.relations[0])]])
    on = date(2020, 1, 1) + timedelta(days=dice.below(1500))
    return tuple(
        Fact(
            relation,
            subject,
            _value(relation, dice),
            None if RELATIONS[relation].time is Time.FIXED else on,
        )
        for relation in saying.relations
    )


def _said(saying: Saying, facts: tuple[Fact, ...], dice: Dice) -> str:
    def write(value: Value, relation: str) -> str:
        has = RELATIONS[relation]
        return written(value, has.shape, has.unit, saying.voice)

    filled = {"subject": facts[0].subject}
    for fact in facts:
        name = "value" if len(facts) == 1 else fact.relation
        filled[name] = write(fact.value, fact.relation)
        if fact.on is not None:
            filled["on"] = written(fact.on, Shape.DATE, None, saying.voice)
    if "before" in slots(saying.form):
        filled["before"] = write(_value(facts[0].relation, dice), facts[0].relation)
    return Teller({"it": (saying.form,)}, dice).say("it", filled)


def _ours() -> list[Saying]:
    return [saying for saying in sayings() if kind(saying.relations[0]) in OURS]


def test_a_form_states_its_facts_and_no_others_between_any_neighbours() -> None:
    dice = Dice("forms")
    wrong: list[str] = []
    for saying in _ours() * RENDERED:
        facts = _facts(saying, dice)
        text = _said(saying, facts, dice)
        if saying.voice is Voice.ROW:
            text = text.replace(" ; ", dice.one_of([" ; ", " | ", " ", ", "]))
            text = f"\n{text}\n"
        around = "Skelwith Works", "Chair Elin Hask of Ostrel"
        read = {
            fact
            for one in statements(f"{around[0]} {text} {around[1]}")
            for fact in one.facts
        }
        if read != set(facts):
            wrong.append(f"{text} -> {read}")
    assert wrong == []


@pytest.mark.parametrize("voice", LEAST)
def test_every_column_can_be_said_in_enough_ways(voice: Voice) -> None:
    forms = Counter(s.relations[0] for s in _ours() if s.voice is voice)
    names = {name for name in RELATIONS if kind(name) in OURS}

    assert {name for name in names if forms[name] < LEAST[voice]} == set()
