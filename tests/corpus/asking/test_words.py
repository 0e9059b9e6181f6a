"""The banks of forms: whole, and without a part that nothing uses."""

from datetime import date
from typing import Final

import pytest

from pipeline.corpus.asking.chain import paths
from pipeline.corpus.asking.query import Query
from pipeline.corpus.asking.words import Words, forms
from pipeline.corpus.dice import Dice
from pipeline.corpus.phrases import slots
from pipeline.corpus.relations import RELATIONS, Shape, Time

MONTH: Final = date(2021, 3, 1)
_MEASURED: Final = {Shape.NUMBER, Shape.MONEY, Shape.DATE}


@pytest.fixture
def words() -> Words:
    return Words(Dice("words"))


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_relation_is_asked_in_two_ways_and_more(relation: str) -> None:
    monthly = RELATIONS[relation].time is Time.AT
    wanted = {"subject", "when"} if monthly else {"subject"}
    for section in (f"ask {relation}", f"name {relation}"):
        assert len(forms()[section]) >= 2
        assert {slots(form) for form in forms()[section]} == {frozenset(wanted)}


def test_what_has_more_and_less_can_be_compared(words: Words) -> None:
    measured = {name for name, one in RELATIONS.items() if one.shape in _MEASURED}
    assert {*words.sections("which")} == measured
    for relation in measured:
        asked = words.which(relation, ("Orrin", "Pell", "Quoy"), "<", MONTH)
        assert {"Orrin", "Pell", "Quoy"} <= {
            *asked.replace("?", " ").replace(",", " ").replace(":", " ").split()
        }
        assert "lowest" in asked or "earliest" in asked


def test_of_two_one_is_higher_and_none_is_highest(words: Words) -> None:
    asked = words.which("incident.cost", ("IR-1", "IR-2"), ">", None)
    assert "higher" in asked
    assert "highest" not in asked


def test_every_step_of_a_chain_has_words(words: Words) -> None:
    for path in paths():
        assert "{" not in words.path(path, "X-1")


def test_a_part_of_a_sentence_begins_in_lower_case(words: Words) -> None:
    assert words.path(("asset.maker", "company.seat"), "P-1").startswith("the ")


@pytest.mark.parametrize(
    ("relation", "form"),
    [
        ("contract.price", {"EUR", "euros"}),
        ("site.capacity", {"cubic metres a day"}),
        ("contract.signed", {"day, month and year", "full date"}),
    ],
)
def test_a_question_says_in_which_unit_or_form_it_wants_its_answer(
    words: Words, relation: str, form: set[str]
) -> None:
    for _ in range(5):
        asked = words.lookup(Query("lookup", relation, ("X-1",)))
        assert any(one in asked for one in form)


def test_of_what_changes_the_latest_is_asked_for_and_never_without_saying(
    words: Words,
) -> None:
    told = ("now", "latest", "last", "present", "every change", "considered")
    for relation, of in RELATIONS.items():
        if of.time is Time.FROM:
            for _ in range(8):
                query = Query("lookup", relation, ("X-1",), bound=("<", "1"))
                asked = words.lookup(query)
                assert any(one in asked for one in told), asked


def test_a_month_is_named_and_a_condition_of_a_day_too(words: Words) -> None:
    month = words.lookup(Query("lookup", "site.flow", ("Orrin",)), day=MONTH)
    assert "March 2021" in month
    query = Query("boolean", "contract.price", ("C/1",), bound=(">", "5"))
    asked = words.boolean(query, "the price", "EUR 5", day=date(2021, 3, 9))
    assert "9 March 2021" in asked
