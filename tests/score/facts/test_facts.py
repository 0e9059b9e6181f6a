"""Each kind of fact, looked for by its own module."""

import pytest

from pipeline.score.facts.dates import compare_date
from pipeline.score.facts.denials import compare_denial, denies
from pipeline.score.facts.figure import figures_of, is_a_measure
from pipeline.score.facts.figures import compare_figures
from pipeline.score.facts.focus import focus_of
from pipeline.score.facts.naming import items_of, numbered
from pipeline.score.facts.options import options_of
from pipeline.score.facts.points import compare_points
from pipeline.score.facts.polar import compare_polarity
from pipeline.score.facts.said import Said
from pipeline.values.stems import stem


@pytest.mark.parametrize(
    ("asked", "gold", "focus"),
    [
        ("Which port was busiest?", "Orm was the busiest port.", "Orm"),
        ("Which port was busiest?", "The busiest port was Orm (9 ships).", "Orm"),
        ("Who keeps the key?", "The key is kept by the warden.", "kept by the warden"),
        ("Who keeps the key?", "Ida Marsh, who is the warden", "Ida Marsh"),
        ("How was the key kept?", "The key was kept in a box.", None),
    ],
)
def test_the_focus_is_what_stands_for_the_question_word(
    asked: str, gold: str, focus: str | None
) -> None:
    assert focus_of(gold, asked) == focus


@pytest.mark.parametrize(
    ("asked", "options"),
    [
        ("Which is older, the mill or the barn?", [{"mill"}, {"barn"}]),
        (
            "Among wool, silk and cotton goods, which sold best?",
            ["wool", "silk", "cotton"],
        ),
        ("In 1850, which of the twins left, Ann or Beth?", [{"ann"}, {"beth"}]),
        ("Was the roof red or green?", ["roof red", "green"]),
        ("Which is older?", []),
    ],
)
def test_a_question_may_name_its_options(
    asked: str, options: list[str | set[str]]
) -> None:
    wanted = [
        {stem(word) for word in option.split()} if isinstance(option, str) else option
        for option in options
    ]

    assert [set(option) for option in options_of(asked)] == wanted


def test_a_list_is_told_from_a_name_with_a_comma() -> None:
    assert items_of("Ann, Bob and Carl") == ["Ann", "Bob", "Carl"]
    assert items_of("Springfield, Illinois") == []
    assert numbered("Two firms: (1) Orm Ltd and (2) Velden, LLC") == [
        "Orm Ltd",
        "Velden, LLC",
    ]
    assert numbered("section 2) of the act") == []


def test_figures_are_neither_years_nor_labels_and_may_be_words() -> None:
    text = "In 2019 (page 4, section 9) three barges carried 12.5 tonnes."

    assert [str(one.number.value) for one in figures_of(text)] == ["3", "12.5"]
    assert [one.unit for one in figures_of("five days or 6 barges")] == ["day", None]
    assert is_a_measure("100 °C")
    assert not is_a_measure("Apollo 11")


@pytest.mark.parametrize(
    ("asked", "gold", "reply", "outcome"),
    [
        ("How much was paid?", "They paid $40.", "$40 was paid.", "right"),
        ("How much was paid?", "They paid $40.", "They paid $55.", "wrong"),
        ("How much was paid?", "They paid $640.", "They paid $641.", "right"),
        ("How many came?", "412 people came.", "413 people came.", "unclear"),
        ("What was the total?", "It was 412 bar.", "It was 413 bar.", "right"),
        ("How much was paid?", "They paid $40.", "They paid $41.", "unclear"),
        ("How much was paid?", "They paid $40.", "They paid a lot.", "unclear"),
        ("How much was paid?", "They paid $40.", "They paid $40 or $55.", "unclear"),
        (
            "How much did it change?",
            "It changed by -4%.",
            "It changed by 4%.",
            "unclear",
        ),
        ("How much did it fall?", "It fell by 4%.", "It rose by 4%.", "wrong"),
        (
            "How much did it fall?",
            "It fell by $4.",
            "It went from $9 to $5.",
            "unclear",
        ),
        (
            "How much did it fall?",
            "It fell by 10%.",
            "It fell from 50 to 45.",
            "unclear",
        ),
        ("How much did it rise?", "From 4% to 9%.", "It rose by 5 percent.", "right"),
        ("How much did it rise?", "From 4% to 9%.", "It rose by 6 percent.", "wrong"),
        ("How long is it?", "It is 5 days long.", "It is 5 weeks long.", "unclear"),
        (
            "How do Orm and Velden compare?",
            "Orm has 4.5% and Velden 7.5%.",
            "Velden has 4.5% and Orm 7.5%.",
            "wrong",
        ),
        (
            "What is the ratio?",
            "The ratio is 1.5, that is 30 / 20. It was 1.8 before.",
            "The ratio is 1.5.",
            "right",
        ),
        ("Who flew the Boeing?", "Ida flew the Boeing 737.", "Ida.", None),
    ],
)
def test_figures_are_compared_with_their_signs_units_and_order(
    asked: str, gold: str, reply: str, outcome: str | None
) -> None:
    found = compare_figures(gold, asked, Said(reply, asked))

    assert (found and found.outcome) == outcome


@pytest.mark.parametrize(
    ("gold", "reply", "outcome"),
    [
        ("It does not rust.", "Copper does not rust.", "right"),
        ("It does not rust.", "Copper rusts.", "wrong"),
        ("It does not rust.", "The text does not mention rust.", "unclear"),
        ("It rusts.", "Copper rusts.", None),
    ],
)
def test_a_denial_is_met_by_the_same_denial(
    gold: str, reply: str, outcome: str | None
) -> None:
    asked = "Does copper rust?"
    found = compare_denial(gold, asked, Said(reply, asked))

    assert (found and found.outcome) == outcome


def test_not_only_denies_nothing() -> None:
    assert not denies("Not only copper rusts.")
    assert denies("It isn't so.")
    assert denies("None of them is.")


@pytest.mark.parametrize(
    ("gold", "reply", "outcome"),
    [
        ("It needs oil.", "Yes, it does.", "right"),
        ("It needs oil.", "No.", "wrong"),
        ("It does not need oil.", "No.", "right"),
        ("It needs oil.", "Oil is needed.", None),
        ("It needs oil, a new belt and a careful hand.", "Yes.", None),
        ("The maker advises against it.", "No.", None),
    ],
)
def test_a_yes_or_no_answers_a_gold_that_repeats_the_question(
    gold: str, reply: str, outcome: str | None
) -> None:
    asked = "Does it need oil?"
    found = compare_polarity(gold, asked, Said(reply, asked))

    assert (found and found.outcome) == outcome


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("It opened in May 1901.", "right"),
        ("It opened in June 1901.", "wrong"),
        ("It opened in May 1901 or in June 1901.", "unclear"),
        ("It opened long ago.", "unclear"),
    ],
)
def test_a_date_is_compared_where_the_question_asks_for_one(
    reply: str, outcome: str
) -> None:
    asked = "When was the line opened?"
    found = compare_date("It was opened in May 1901.", asked, Said(reply, asked))

    assert found
    assert found.outcome == outcome
    assert compare_date("In May 1901.", "Who opened it?", Said(reply)) is None


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("Frost had cracked the pipe, and a valve was stuck.", "right"),
        ("The frost cracked a pipe.", "unclear"),
        ("The staff was on strike that week.", "wrong"),
        (
            "The mill did not stop because frost cracked a pipe or a valve stuck.",
            "unclear",
        ),
        ("That frost cracked a pipe and a valve was stuck is wrong.", "unclear"),
    ],
)
def test_all_points_of_a_cause_have_to_be_made(reply: str, outcome: str) -> None:
    asked = "Why did the mill stop?"
    gold = "Frost cracked a pipe, and a valve was stuck."

    assert compare_points(gold, Said(reply, asked)).outcome == outcome


def test_the_sentence_that_announces_a_list_has_its_items() -> None:
    said = Said("The ports are:\n\n1. Orm\n2. Velden\n\nBoth are old.")

    assert [s.lines for s in said.statements] == [2, 0, 0, 0]
    assert said.statements[0].text == "The ports are:\nOrm\nVelden"
