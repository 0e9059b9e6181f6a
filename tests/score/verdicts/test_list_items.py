"""A list is found where a reply has it, and held to its items and their order."""

import pytest

from pipeline.records import AnswerType, Verdict
from tests.score.verdicts.asking import asked, judged

RIGHT, WRONG, UNSCORED = Verdict.CORRECT, Verdict.INCORRECT, Verdict.UNSCORED
CITIES = ("Lyon", "Paris", "New York")
WHICH = "Which three sites are there?"
LONG = "The annexes say a good deal about how the parties came to agree on it. " * 5


def verdict(reply: object, *golds: str, text: str = WHICH) -> Verdict:
    return judged(reply, asked(AnswerType.LIST, *(golds or CITIES), text=text)).verdict


@pytest.mark.parametrize(
    "reply",
    [
        "The three sites are Lyon, Paris and New York.",
        f"{LONG} Therefore, the sites are: Lyon, Paris, and New York in 2021.",
        f"{LONG}\n\nAnswer: Lyon, Paris, New York",
        "Lyon, Paris and New York are the three sites.",
        f"{LONG * 200}\n\nThe sites are:\n- Lyon\n- Paris\n- New York",
        "There are three: Lyon (Rhône, France), Paris (France), and New York (USA).",
        "1) Lyon 2) Paris 3) New York",
        "(a) Lyon; (b) Paris; (c) New York",
        "Lyon and Paris, but not Rome; New York",
        "The sites:\nLyon\nParis\nNew York",
        "Sites:\n\n- **Lyon**: 45 %\n- **Paris** (old)\n- New York \u2013 small",
        "1. Lyon, which is in France\n2. Paris\n3. In New York\n\nAll are old.",
        "- Lyon\n  - large\n  - old\n- Paris\n  - larger\n- New York",
        "Why:\n- cheap\n- near\n\nThe three sites are:\n- Lyon\n- Paris\n- New York",
        "| Site | % |\n|---|---|\n| Lyon | 4 |\n| **Paris** | 3 |\n| New York | 5 |",
        "| Share | Site |\n|:--|--:|\n| 45 | Lyon |\n| 30 | Paris |\n| 5 | New York |",
        ["New York", "Lyon", "the Paris"],
    ],
)
def test_a_list_is_found_in_any_of_its_forms(reply: object) -> None:
    assert verdict(reply) is RIGHT


@pytest.mark.parametrize(
    "reply",
    [
        "The sites are Lyon, Paris, New York and Rome.",
        "1. Lyon\n2. Paris\n3. New York\n4. Rome",
        "- **Lyon**: 45 %\n- **Paris**: 30 %\n\nNew York was closed.",
        f"Lyon, Paris and New York were looked at. {LONG}\nAnswer: Lyon, Rome",
        ["Lyon", "Paris"],
        ["Lyon", "Paris", "New York", "York"],
        ["Lyon", "Lyon", "Paris", "New York"],
    ],
)
def test_one_too_many_or_too_few_is_wrong(reply: object) -> None:
    assert verdict(reply) is WRONG


@pytest.mark.parametrize(
    ("reply", "golds"),
    [
        ("E. Kovács, T. Iwu, and R. Berg", ("Kovacs", "Iwu", "Berg")),
        ("Orr Shipping and Orr Salvage", ("Orr Salvage Ltd", "Orr Shipping Ltd")),
        (
            f"{LONG}\n\n**Answer:** Iwu, Berg and Kovacs spoke for the motion.",
            ("Berg", "Iwu", "Kovacs"),
        ),
        ("Two: first Porto on the Douro, then Faro (Algarve).", ("Porto", "Faro")),
        ("NATO, EU", ("European Union", "North Atlantic Treaty Organization")),
        ("Versions 2.8 through 2.11", ("2.8", "2.9", "2.10", "2.11")),
        ("2015 to 2017", ("2015", "2016", "2017")),
        (f"{LONG}\n\n## Summary\nThe towns are Ely, Ware.", ("Ware", "Ely")),
    ],
)
def test_items_are_the_same_where_a_rule_of_writing_says_so(
    reply: str, golds: tuple[str, ...]
) -> None:
    assert verdict(reply, *golds) is RIGHT


@pytest.mark.parametrize(
    ("reply", "golds"),
    [
        ("- Salt\n- Fuel oil\n- Electric light", ("salt", "fuel oil", "electricity")),
        ("Eye guards and boots", ("goggles", "boots")),
        ("Cats and geese, followed by dogs", ("geese", "felines")),
        ("Versions 2.8 and up to 2.11", ("2.8", "2.9", "2.10", "2.11")),
        ("Iwu and Berg; Kovacs is only named in a note.", ("Berg", "Iwu", "Kovacs")),
        ("|Town|In|\n|-|-|\n|Ely|yes|\n|Ware|yes|\n|Diss|no|", ("Ely", "Ware")),
        ("The annex has nothing on it, and says so.", ("salt", "fuel oil")),
    ],
)
def test_what_may_be_a_paraphrase_is_left_to_a_judge(
    reply: str, golds: tuple[str, ...]
) -> None:
    found = judged(reply, asked(AnswerType.LIST, *golds, text="Which?"))

    assert found.verdict is UNSCORED
    assert found.reason.startswith(("needs a judge: ", "needs a reader: "))


@pytest.mark.parametrize(
    ("reply", "golds"),
    [
        ("Orr Shipping Ltd, Orr Cold Stores plc", ("Orr Salvage", "Orr Shipping Ltd")),
        ("Versions 2.7 to 2.11", ("2.8", "2.9", "2.10", "2.11")),
        ("12 and 15", ("12", "14")),
        (
            "payment of all port dues, signing of the bill",
            ("issue of a clean health certificate", "signing of the bill"),
        ),
        (
            f"Pepper is for the table only. {LONG}\n\nAnswer: salt, thyme",
            ("salt", "pepper"),
        ),
        ("There is a site in Oslo. Another one is in Rome.", ("Oslo", "Rome", "Bern")),
    ],
)
def test_what_cannot_be_a_paraphrase_is_wrong(
    reply: str, golds: tuple[str, ...]
) -> None:
    assert verdict(reply, *golds, text="Which?") is WRONG


def test_items_that_are_told_one_by_one_are_left_to_a_reader() -> None:
    told = "There is a site in Lyon. Another is in Paris. And New York has one too."

    found = judged(told, asked(AnswerType.LIST, *CITIES))

    assert found.verdict is UNSCORED
    assert found.reason == "needs a reader: every item is named, but not as a list"
    assert verdict("There is a site in Lyon. Another one is in Paris.") is WRONG


@pytest.mark.parametrize(
    ("text", "reply", "expected", "credit"),
    [
        ("List the sites in order of size.", "Lyon, Paris, New York", RIGHT, 1.0),
        ("List the sites in order of size.", "Paris, Lyon, New York", WRONG, 2 / 3),
        ("Rank the sites by size.", "New York, Paris, Lyon", WRONG, 1 / 3),
        ("In which chronological order?", "Paris, New York, Lyon", WRONG, 2 / 3),
        ("From the largest to the smallest?", "Paris, New York", WRONG, 4 / 5),
        ("List the sites in any order.", "Paris, Lyon, New York", RIGHT, 1.0),
        (WHICH, "New York, Paris, Lyon", RIGHT, 1.0),
        (WHICH, "Lyon, Paris", WRONG, 4 / 5),
        (WHICH, "Lyon, Paris, New York, Rome", WRONG, 6 / 7),
        (WHICH, "Rome, Bern", WRONG, 0.0),
    ],
)
def test_credit_is_the_f1_of_items_and_of_their_order_where_it_is_asked(
    text: str, reply: str, expected: Verdict, credit: float
) -> None:
    found = judged(reply, asked(AnswerType.LIST, *CITIES, text=text))

    assert found.verdict is expected
    assert found.credit == pytest.approx(credit)


def test_a_gold_item_may_have_other_names() -> None:
    golds = ("USA | United States", "Bern (also Berne)")

    assert verdict(["United States", "Berne"], *golds) is RIGHT
    assert verdict("- **Bern**: small\n- the USA", *golds) is RIGHT
    assert verdict(["United States", "USA"], *golds) is WRONG


def test_a_gold_that_nobody_cut_is_cut_unless_it_is_given_whole() -> None:
    gold = "Lyon, Paris and New York"

    assert verdict("The sites are New York, Lyon and Paris.", gold) is RIGHT
    assert verdict(gold, gold) is RIGHT
    assert verdict("Paris and Lyon", gold) is WRONG
    assert verdict("Salt and pepper", "Salt and pepper") is RIGHT


def test_a_list_of_one_is_a_name_alone() -> None:
    assert verdict("The only site is Lyon.", "Lyon") is RIGHT
    assert verdict("The only sites are Lyon and Paris.", "Lyon") is WRONG


def test_items_in_prose_are_numbers_and_dates_too() -> None:
    golds = ("$1,577 million", "14 March 2021")

    assert verdict("- March 14, 2021\n- $1.577 billion", *golds) is RIGHT
    assert verdict("They are 2019 and 2020.", "2019", "2020") is RIGHT


def test_a_reason_names_what_is_missing_and_what_is_too_much() -> None:
    reply = "- **Lyon**: 45 %\n- **Rome**: 30 %\n\nNothing else."

    found = judged(reply, asked(AnswerType.LIST, "Lyon", "Paris"))

    assert found.reason == (
        "1 of 2 items found, 1 of 2 given right; missing: 'Paris'; "
        "not wanted: '**Rome**: 30 %'; in its list"
    )


def test_a_dash_within_an_item_is_no_bullet() -> None:
    assert verdict(["A - B", "C"], "A - B", "C") is RIGHT
    assert verdict(["AB", "C"], "A - B", "C") is WRONG


@pytest.mark.parametrize(
    "piece",
    [
        "- x\n",
        "- **Lyon**: 1\n",
        "Lyon, ",
        "| Lyon | Paris ",
        "|a|b|\n",
        "(((((x,",
        "1. Lyon ",
        "a and ",
        "are: ",
    ],
)
def test_hostile_lists_have_a_verdict_in_bounded_time(piece: str) -> None:
    reply = piece * (1_000_000 // len(piece))

    assert verdict(reply) in {WRONG, UNSCORED}
    assert verdict([piece] * 20_000) in {WRONG, UNSCORED}
