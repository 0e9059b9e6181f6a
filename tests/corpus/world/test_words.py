import re
from itertools import product

import pytest

from pipeline.corpus import values
from pipeline.corpus.banks import words
from pipeline.corpus.dice import Dice
from pipeline.corpus.phrases import Choice, Form
from pipeline.corpus.relations import Shape
from pipeline.corpus.world import branch
from pipeline.corpus.world.assets import LETTERS
from pipeline.corpus.world.people import TRADES
from pipeline.corpus.world.projects import PURPOSE, WORKS
from pipeline.corpus.world.projects import TRADES as PROJECTS
from pipeline.corpus.world.words import Wording

_BANKS = ("assets", "causes", "incidents", "ledger", "meetings", "policies", "projects")


def _all(form: Form) -> list[str]:
    """Write a form in every way."""
    parts = [
        [text for option in piece.forms for text in _all(option)]
        if isinstance(piece, Choice)
        else [str(piece)]
        for piece in form
    ]
    return [" ".join("".join(choice).split()) for choice in product(*parts)]


def _of_bank(name: str) -> list[str]:
    return [
        text
        for forms in words("world", name).values()
        for one in forms
        for text in _all(one)
    ]


@pytest.mark.parametrize("bank", _BANKS)
def test_words_are_plain_and_their_articles_right(bank: str) -> None:
    for text in _of_bank(bank):
        assert re.fullmatch(r"[a-z][a-z,' -]*[a-z]", text), text
        assert not re.search(r"\ba [aeio]|\ban [^aeiou]|\b(\w+) \1\b", text), text


def test_a_cause_is_one_run_of_words() -> None:
    whole = re.compile(values.pattern(Shape.WORDS, None))
    causes = _of_bank("causes")

    assert sum(map(len, words("world", "causes").values())) >= 80
    assert len(set(causes)) == len(causes) > 300
    assert all(whole.fullmatch(text) for text in causes)
    assert [text for text in causes if "," in text or " and " in text] == []


def test_what_fails_has_a_cause_of_its_kind() -> None:
    for one in (branch(3, number) for number in range(10)):
        for incident in one.incidents:
            known = one.facts.latest("incident.cause", incident.reference)
            causes = words("world", "causes")
            those = [*causes[incident.plant], *causes["event"]]
            begins = tuple(text for form in those for text in _all(form))
            assert known is None or str(known.value).startswith(begins), incident


def test_every_kind_has_its_words() -> None:
    assert {*words("world", "assets")} == {*words("world", "incidents")} == {*LETTERS}
    assert {*words("world", "causes")} == {*LETTERS, "event", "when", "lasting"}
    assert {*TRADES} | {"instalment", "where"} == {*words("world", "ledger")}
    assert {*words("world", "projects")} == {
        kind + end for kind in PROJECTS for end in (PURPOSE, WORKS)
    }


def test_pools_are_rich() -> None:
    assert len({*_of_bank("incidents")}) > 90
    assert len({*_of_bank("ledger")}) > 200
    assert len({*_of_bank("meetings")}) > 50
    assert (
        sum(
            len(forms)
            for name, forms in words("world", "projects").items()
            if WORKS in name
        )
        > 45
    )


def test_titles_are_no_parts_of_each_other() -> None:
    whole = re.compile(values.pattern(Shape.TITLE, None))
    for nouns in ([*PROJECTS], [*words("world", "policies")]):
        assert all(whole.fullmatch(noun) for noun in nouns)
        assert not [(a, b) for a, b in product(nouns, nouns) if a != b and a in b]


def test_wording_begins_lower_and_draws_all_before_one_again() -> None:
    wording = Wording("meetings", Dice("words"))
    forms = len(words("world", "meetings")["topic"])

    drawn = [wording.of("topic") for _ in range(forms)]

    assert len(set(drawn)) == forms
    assert all(text[0].islower() for text in drawn)
