"""One who writes: what is told, what is stated, and how they are mixed."""

from collections.abc import Mapping
from datetime import date

from pipeline.corpus.banks import words
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.genres.known import Known
from pipeline.corpus.genres.pen import Filled, Pen
from pipeline.corpus.papers import Sentence
from pipeline.corpus.values import Voice
from tests.corpus.genres.made import branch_of

NAMES = {
    "theme": "sampling",
    "site": "the works",
    "river": "Ull",
    "town": "Orby",
    "plant": "old pump",
    "post": "clerk",
}


def pen(filled: Filled = NAMES, *, seed: object = 0, voice: Voice = Voice.PLAIN) -> Pen:
    return Pen("policies", Known(branch_of(0)), [voice], Dice("pen", seed), filled)


def test_no_more_is_told_than_there_are_forms() -> None:
    one = pen()
    forms = len(words("genres", "policies")["scope"])
    assert len(one.tell("scope", 500)) == forms
    assert one.tell("no such section", 3) == []


def test_names_that_are_drawn_are_drawn_for_each_sentence() -> None:
    drawn: list[str] = []

    def draw(dice: Dice) -> Mapping[str, str]:
        drawn.append(dice.one_of(("sampling", "valves")))
        return {**NAMES, "theme": drawn[-1]}

    pen(draw).tell("scope", 8)
    assert len(drawn) == 8
    assert len({*drawn}) == 2


def test_things_are_stated_together_of_one_subject_and_one_day_alone() -> None:
    days = date(2020, 1, 1), date(2021, 1, 1)
    facts = [
        Fact(f"contract.{name}", subject, value, on)
        for subject in ("C/2021/0001", "C/2021/0002")
        for on in days
        for name, value in (("price", 111_111), ("damages", 2_222))
    ]
    sizes: set[int] = set()
    for seed in range(12):
        said = pen(seed=seed, voice=Voice.FORMAL).state(*facts, None)
        assert sorted(fact for one in said for fact in one.facts) == sorted(facts)
        for one in said:
            assert len({(fact.subject, fact.on) for fact in one.facts}) == 1
            sizes.add(len(one.facts))
    assert sizes == {1, 2}


def test_news_are_told_by_their_day_with_what_they_supersede() -> None:
    facts, title = branch_of(0).facts, branch_of(0).policies[0].title
    rows = facts.history("policy.interval", title)
    said = [one for n in range(9) for one in pen(seed=n).news(*reversed(rows))]
    assert [one.facts[0].on for one in said] == [row.on for row in rows] * 9
    assert {one.mentions for one in said} == {(), *((row,) for row in rows[:-1])}


def test_what_another_writes_is_in_other_voices() -> None:
    fact = Fact("entry.amount", "V-0-1", 1_234)
    one = pen(voice=Voice.FORMAL)
    formal = one.say(fact)
    one.turn(NAMES, [Voice.CHATTY])
    chatty = one.say(fact)
    assert formal
    assert "EUR 1,234" in formal.text
    assert chatty
    assert "1,234 euros" in chatty.text
    one.turn(NAMES)
    again = one.say(fact)
    assert again
    assert "1,234 euros" in again.text


def test_a_paragraph_begins_with_what_is_told() -> None:
    telling = [Sentence(f"Told {n}.") for n in range(3)]
    stating = [Sentence(f"Stated {n}.") for n in range(5)]
    for seed in range(9):
        parts = pen(seed=seed).paragraphs(telling, stating, [Sentence("Note.")])
        text = [one for part in parts for one in part.sentences]
        assert text[0] == telling[0]
        assert [one for one in text if one in telling] == telling
        assert [one for one in text if one in stating] == stating
        assert [len(part.notes) for part in parts] == [0] * (len(parts) - 1) + [1]
        assert all(len(part.sentences) <= 6 for part in parts)
