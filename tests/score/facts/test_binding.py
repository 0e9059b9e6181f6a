"""What figures and names belong to in a sentence."""

import pytest

from pipeline.score.facts.amounts import compare_amounts
from pipeline.score.facts.binding import bound_as
from pipeline.score.facts.deciding import decision
from pipeline.score.facts.figure import figures_of
from pipeline.values.stems import stems

ROSE = "Output rose from 12.5 tonnes to 14.5 tonnes."
TWO = "The north lost 3.1% while the south gained 4.2%."


@pytest.mark.parametrize(
    ("gold", "text", "found"),
    [
        (ROSE, "It climbed to 14.5 tonnes from 12.5 tonnes.", "as in the gold"),
        (ROSE, "It was 14.5 tonnes, up from 12.5 tonnes.", "as in the gold"),
        (ROSE, "It went from 14.5 tonnes to 12.5 tonnes.", "other way round"),
        (ROSE, "It is 12.5 tonnes, compared to 14.5 tonnes.", "as in the gold"),
        (TWO, "The south gained 4.2%, the north lost 3.1%.", "as in the gold"),
        (TWO, "Up 4.2% in the south; in the north, down 3.1%.", "as in the gold"),
        (TWO, "The south lost 3.1% and the north gained 4.2%.", "other way round"),
        (TWO, "The south lost 3.1%, and there was 4.2%.", "unclear"),
    ],
)
def test_figures_belong_to_what_they_stand_with(
    gold: str, text: str, found: str
) -> None:
    assert bound_as(figures_of(gold), gold, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Orm Guild built the mill, financed by Velden Bank.", "another"),
        ("The mill was built by Orm Guild, after Velden Bank withdrew.", "another"),
        ("Velden Bank financed it; Orm Guild built the mill.", "another"),
        ("Velden Bank built the mill, supplied by Orm Guild.", "the gold"),
        ("The mill was built in Orm, by Velden Bank.", "the gold"),
        ("The mill was built in Orm, as Velden Bank said so.", "unclear"),
        ("The mill was built by the lender, Velden Bank.", "the gold"),
        ("Orm Guild built the mill, but it was really Velden Bank.", "unclear"),
        ("Orm Guild built a mill, and Velden Bank built one too.", "the gold"),
        ("Velden Bank.", "the gold"),
    ],
)
def test_the_clause_with_the_verb_decides(text: str, found: str) -> None:
    asked = "Who built the mill?"
    own, said = frozenset(stems("Velden Bank")), frozenset(stems(asked))

    assert decision(text, asked, own, said) == found


@pytest.mark.parametrize(
    ("gold", "given", "outcome"),
    [
        ("one third", "33%", "right"),
        ("one third", "1/3", "right"),
        ("three quarters of it", "75 %", "right"),
        ("one third", "a quarter", "wrong"),
        ("Sunday 4 May 1902", "4 May 1902", "right"),
        ("dawn on 4 May 1902", "4 May 1902", "unclear"),
        ("dawn on 4 May 1902", "5 May 1902", "wrong"),
        ("310 sheep per hectare", "310 animals a hectare", "unclear"),
        ("310 sheep per hectare", "310 sheep", "right"),
        ("310 sheep per hectare", "290 sheep", "wrong"),
        ("30 days after receipt", "30 days after delivery", "unclear"),
        ("4 kg/m²", "4 kilograms per square metre", "right"),
        ("412 members", "413 members", "wrong"),
        ("412 bar of pressure", "413 bar", "right"),
        ("01632 960983", "(01632) 960983", "right"),
        ("01632 960983", "01632 960984", "wrong"),
        ("01632 960983", "+44 1632 960983", "unclear"),
        ("12 Lime Street", "14 Lime Street", None),
        ("Ida Marsh", "Otto Rast", None),
        ("one third", "most of it", None),
    ],
)
def test_amounts_are_compared_before_their_words(
    gold: str, given: str, outcome: str | None
) -> None:
    found = compare_amounts(gold, given)

    assert (found and found.outcome) == outcome
