"""A corpus seen once."""

from pipeline.questions.checking.case import Case, Place
from pipeline.questions.checking.survey import Spot
from pipeline.records import Plant
from tests.questions.checking.asked import located, question, surveyed

TEXTS = [
    "The Corrie quay is 17.5 m deep.",
    "Nothing of note.",
    "A quay at Corrie has 17.5 m.",
    "Corrie quay was built deep in snow.",
    "How deep is Hollin quay?",
]


def test_a_leak_counts_what_states_the_answer_outside_the_evidence() -> None:
    survey = surveyed(TEXTS * 3, Case(question(), [located()]))

    leak = survey.leak(0)

    assert survey.states_gold(0)
    assert leak is not None
    assert leak.flag == "leak"
    assert leak.value == 5
    assert leak.detail == "a.pdf p.3, a.pdf p.6, a.pdf p.8 and 2 more"


def test_a_page_that_leaks_twice_is_named_once() -> None:
    stating = "A quay at Corrie has 17.5 m."
    survey = surveyed([TEXTS[0], stating], Case(question(), [located()]))
    spot = Spot(Place("doc", 2), "a.pdf", 2)
    survey.see(spot, stating, [0])

    leak = survey.leak(0)

    assert leak is not None
    assert (leak.detail, leak.value) == ("a.pdf p.2", 2)


def test_an_answer_that_stands_in_its_evidence_alone_is_no_leak() -> None:
    survey = surveyed(TEXTS[:2], Case(question(), [located()]))

    assert survey.leak(0) is None


def test_evidence_without_the_answer_does_not_state_it() -> None:
    survey = surveyed(TEXTS, Case(question(), [located(ordinal=1)]))

    assert not survey.states_gold(0)


def test_the_nearest_neither_tell_nor_are_evidence_and_come_as_they_stand() -> None:
    survey = surveyed(TEXTS, Case(question(), [located()]))

    assert [spot.page for spot in survey.nearest(0, 5)] == [4, 5]
    assert [spot.page for spot in survey.nearest(0, 1)] == [5]


def test_a_planted_answer_leaks_wherever_it_stands_and_its_host_is_not_near() -> None:
    plant = Plant(
        document="a.pdf", page=4, ordinal=3, host="h", side="after", text="17.5"
    )
    planted = located(ordinal=3, how="planted", planted=99)
    survey = surveyed(TEXTS, Case(question(plants=[plant]), [planted]))

    leak = survey.leak(0)

    assert leak is not None
    assert (leak.flag, leak.value) == ("planted-leak", 2)
    assert [spot.page for spot in survey.nearest(0, 5)] == [5]


def test_a_question_without_evidence_is_not_looked_for() -> None:
    assert surveyed(TEXTS, Case(question(), unlocated="gone")).cases == []


def test_a_corpus_without_passages_has_none_near() -> None:
    assert surveyed([], Case(question(), [located()])).cases
