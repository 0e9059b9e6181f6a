"""Two short answers name the same, perhaps the same, or surely another."""

import pytest

from pipeline.values.likeness import likeness, short_forms
from pipeline.values.name_parts import has_role


@pytest.mark.parametrize(
    ("given", "gold", "asked"),
    [
        ("Miss Marsh", "Ida Marsh", "Who kept the light?"),
        ("It was Captain Marsh.", "Ida Marsh", "Who kept the light?"),
        ("Ida Marsh", "Ida T. Marsh, Harbour Master and Director", "Who kept it?"),
        ("Marsh, from the pilot office", "Tom Marsh of Pilotage", "Who kept it?"),
        ("Bill Oker", "William Oker", "Who led the guild?"),
        ("Oker J. (in part)", "Justice Oker", "Which judge dissented?"),
        ("Cllr Oker", "Councillor Oker", "Who spoke?"),
        ("Lime St.", "Lime Street", "Where is the kiln?"),
        ("the Sorn", "the River Sorn", "Which river floods?"),
        ("Sorn River", "River Sorn", "What floods?"),
        ("S/S Halvard", "the Danish ferry Halvard", "Which vessel sank?"),
        ("Velden", "The buyer (Velden Cable Co.)", "Who pays?"),
        ("Velden must pay for it.", "The buyer (Velden Cable Co.)", "Who pays?"),
        ("Ada, Ohio", "Ada, Ohio", "Where is it?"),
    ],
)
def test_a_name_may_be_written_shorter(given: str, gold: str, asked: str) -> None:
    assert likeness(given, gold, asked, person=asked.startswith("Who")) == "same"


@pytest.mark.parametrize(
    ("given", "gold", "person"),
    [
        ("Otto Rast", "Ida Marsh", True),
        ("Her sister Clara Marsh", "Ida Marsh", True),
        ("Ida Rast", "Ida Marsh", True),
        ("the mother of Ida Marsh", "Ida Marsh", True),
        ("Ida Marsh's mother", "Ida Marsh", True),
        ("not Ida Marsh", "Ida Marsh", True),
        ("Ida Marsh or Otto Rast", "Ida Marsh", True),
        ("Justice Rast", "Justice Marsh", False),
        ("Lime Avenue", "Lime Street", False),
        ("Sorn Falls", "Lake Sorn", False),
        ("Orlen V", "Orlen IV", True),
        ("compound C", "compound D", False),
        ("Compound C", "Compound D", False),
        ("Upper Sorn", "Sorn", False),
        ("Ada, Ohio", "Ada, Texas", False),
        ("General", "General Looms Corp", False),
        ("C", "C++", False),
        ("failed to be adopted", "adopted", False),
    ],
)
def test_another_name_shows_in_something(
    given: str, gold: str, *, person: bool
) -> None:
    assert likeness(given, gold, person=person) == "differs"


@pytest.mark.parametrize(
    ("given", "gold", "asked"),
    [
        ("Marsh", "Ida Marsh", "Who is the aunt of Clara Marsh?"),
        ("Ida", "Ida Marsh", "Who is it?"),
        ("Ida Marsh and Otto Rast", "Ida Marsh", "Who is it?"),
        ("Iris Marsh", "Ida Marsh-Iris", "Who is it?"),
        ("Velland", "Vellland", "Where is it?"),
        ("Orlen", "Orlen IV", "Who is it?"),
        ("Quarry", "Quarry City", "Where was she born?"),
        ("Ada, Ohio", "Ada", "Where is it?"),
        ("Treaty of Orm", "Treaty of Sorn", "What was signed?"),
    ],
)
def test_what_shares_a_word_may_be_the_same(given: str, gold: str, asked: str) -> None:
    assert likeness(given, gold, asked, person=asked.startswith("Who")) == "shares"


@pytest.mark.parametrize(
    ("given", "gold"),
    [
        ("electric current", "a stream of charge"),
        ("The vendor", "The seller (Velden Co.)"),
        ("x " * 20, "Ida Marsh"),
    ],
)
def test_common_nouns_may_mean_one_thing(given: str, gold: str) -> None:
    assert likeness(given, gold, person=False) == "unknown"


def test_a_name_has_short_forms_in_a_sentence() -> None:
    def shown(name: str, asked: str) -> list[str]:
        person = asked.startswith("Who")
        found = short_forms(name, asked, person=person)
        return [" ".join(word.text for word in form) for form in found]

    assert shown("Dr Ida Marsh", "Who kept it?") == ["Ida Marsh", "Marsh"]
    assert shown("Ida Marsh", "Who is Clara Marsh's aunt?") == ["Ida Marsh"]
    assert shown("River Sorn", "Which river is it?") == ["Sorn"]
    assert shown("River Sorn", "What is it?") == []
    assert shown("Velden Cable Co.", "Which firm?") == ["Velden Cable", "Velden"]
    assert shown("Orm, Sorn and Velden", "Which towns?") == []
    assert has_role("General Counsel")
    assert not has_role("Ohio")
