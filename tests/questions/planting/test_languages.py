"""The forms of each language, and what the world is taken to know."""

from itertools import product

import pytest

from pipeline.questions.planting.corpus import corpus_of
from pipeline.questions.planting.languages import LANGUAGES, language_of
from pipeline.questions.planting.languages.english import ENGLISH
from pipeline.questions.planting.languages.forms import Language
from pipeline.questions.planting.languages.german import GERMAN
from pipeline.values.stems import content_words, stems, word_set
from tests.questions.planting import passages

EACH = pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.name)
GERMAN_FUNCTION_WORDS = word_set(
    "der die das dem den des ein eine einer in im von mit und bei nahe hat ist zu um "
    "geht welche person"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(passages.ENGLISH, ENGLISH, id="English"),
        pytest.param(passages.GERMAN, GERMAN, id="German"),
        pytest.param(
            "Le port est le plus ancien de la côte et des navires y entrent la nuit "
            "avec du bois pour les quais, que la société a construits en 1920.",
            ENGLISH,
            id="French is asked in English",
        ),
        pytest.param("会議は十時に始まる。", ENGLISH, id="so is Japanese"),
        pytest.param(
            "De haven is van de gemeente en het schip ligt aan de kade.",
            ENGLISH,
            id="and Dutch",
        ),
    ],
)
def test_a_corpus_is_asked_in_its_language(text: str, expected: Language) -> None:
    assert language_of([text]) is expected


def words_of(language: Language, text: str) -> set[str]:
    if language is ENGLISH:
        return set(stems(text))
    return {w[:6] for w in content_words(text) if w not in GERMAN_FUNCTION_WORDS}


@EACH
def test_a_latent_question_and_its_fact_share_no_word(language: Language) -> None:
    tastes = [(trait, work) for trait, works in language.tastes for work in works]
    for place, city, (taste, work) in product(language.places, language.cities, tastes):
        fact = f"{place.fact} {taste.fact}".replace("{cue}", "{}")
        asked = f"{place.ask} {taste.ask}".replace("{concept}", "{}")
        shared = words_of(language, fact.format(city.cue, work.cue)) & words_of(
            language, asked.format(city.concept, work.concept)
        )
        assert not shared


@EACH
def test_the_world_knows_forty_things_and_each_once(language: Language) -> None:
    works = [work for _, works in language.tastes for work in works]
    known = [*language.cities, *works]

    assert len(known) >= 40
    assert len({one.cue for one in known}) == len(known)
    assert len({one.concept for one in known}) == len(known)


@EACH
def test_every_form_has_its_places_and_a_fact_ends_with_a_full_stop(
    language: Language,
) -> None:
    for attribute in language.attributes:
        told = attribute.history[:2] if attribute.history else ()
        asked = (*attribute.asks, *(attribute.history[2:] if attribute.history else ()))
        for form in (*attribute.facts, *told):
            assert "{s}" in form
            assert "{v}" in form
            assert form.endswith(".")
        for form in told:
            assert "{first}" in form
        for form in asked:
            assert "{s}" in form
            assert "{v}" not in form
            assert ("{unit}" in form) == (attribute.value == "money")
    for state in language.states:
        assert "{n}" in state.ask
        assert all("{c}" in form and form.endswith(".") for form in state[:2])
        assert state.true != state.false


def test_things_are_called_as_their_document_calls_them() -> None:
    ferry, other = passages.corpus(2, 3)[::3]
    ferry = ferry.model_copy(update={"text": "The ferry and the Ferry left the dock."})
    other = other.model_copy(update={"text": "Nothing is named here."})

    nouns = corpus_of([ferry, other]).nouns

    assert list(nouns[ferry.document]) == ["ferry", "dock"]
    assert nouns[other.document] == ENGLISH.general


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("It cost $5 or $6.", "USD"),
        ("Es kostet 5 €.", "EUR"),
        ("£5", "GBP"),
        ("", "EUR"),
    ],
)
def test_money_is_that_of_the_corpus(text: str, currency: str) -> None:
    passage = passages.corpus(1, 1)[0].model_copy(update={"text": text})

    assert corpus_of([passage]).currency == currency
