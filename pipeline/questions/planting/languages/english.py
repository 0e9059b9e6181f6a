"""Sentence forms of English."""

from datetime import date
from typing import Final

from pipeline.questions.planting.languages.associations import (
    BOOKS,
    ELEMENTS,
    LANDMARKS,
    MUSIC,
)
from pipeline.questions.planting.languages.forms import (
    Association,
    Attribute,
    History,
    Hop,
    Language,
    Membership,
    State,
    Trait,
)
from pipeline.values.stems import word_set

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)

_STOP_WORDS: Final = word_set(
    "the and of to is that for with are this from which have not be by"
)

_NOUNS: Final = word_set(
    "account agency agreement airport archive asset association bank barge barrier "
    "basin berth board boat boiler branch brand bridge building business cable camp "
    "canal centre center channel chapel charter church clinic club college "
    "committee company compound contract corporation council court crane credit dam "
    "database depot device district division dock dredger engine estate exchange "
    "exhibit factory farm fender ferry fleet foundation franchise fund garage "
    "garden gate generator grant group harbour harbor hospital hotel house hut "
    "institute instrument jetty laboratory lake landing lease library licence "
    "license lighthouse line linkspan loan lock machine market marsh mill mine "
    "mission model module mortgage motor museum network office outlet park "
    "partnership patent pier pilot pipeline plan plant platform policy pool port "
    "portfolio product program programme project property protocol pump quay "
    "railway refinery region reserve reservoir restaurant river roof route school "
    "scheme segment sensor server service ship shop site sluice software station "
    "storage store street study subsidiary supplier survey system tank team tender "
    "terminal territory trail treaty trial trust tug tunnel turbine unit university "
    "vehicle venture vessel village ward warehouse wharf workshop yard"
)


def _date(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _number(plain: str) -> str:
    whole, point, rest = plain.partition(".")
    return f"{int(whole):,}{point}{rest}"


_ATTRIBUTES: Final = (
    Attribute(
        "code",
        "Reference code",
        (
            "the reference code of {s} is {v}.",
            "{s} is entered in the register under the reference code {v}.",
        ),
        (
            "What is the reference code of {s}?",
            "Under which reference code is {s} entered in the register?",
        ),
        History(
            "from {first} to {last}, the reference code of {s} was {v}.",
            "since {first}, the reference code of {s} has been {v}.",
            "What is the current reference code of {s}?",
        ),
    ),
    Attribute(
        "person",
        "File kept by",
        ("the file on {s} is kept by {v}.", "{v} keeps the file on {s}."),
        ("Who keeps the file on {s}?", "By whom is the file on {s} kept?"),
        History(
            "from {first} to {last}, the file on {s} was kept by {v}.",
            "since {first}, the file on {s} has been kept by {v}.",
            "Who keeps the file on {s} at present?",
        ),
    ),
    Attribute(
        "money",
        "Annual budget",
        (
            "an annual budget of {v} is set aside for {s}.",
            "{s} has an annual budget of {v}.",
        ),
        ("What is the annual budget of {s}, in {unit}?",),
        History(
            "from {first} to {last}, {s} had an annual budget of {v}.",
            "since {first}, {s} has had an annual budget of {v}.",
            "What is the present annual budget of {s}, in {unit}?",
        ),
    ),
    Attribute(
        "hours",
        "Working hours a year",
        ("{s} is allotted {v} working hours a year.",),
        ("How many working hours a year is {s} allotted?",),
        History(
            "from {first} to {last}, {s} was allotted {v} working hours a year.",
            "since {first}, {s} has been allotted {v} working hours a year.",
            "How many working hours a year is {s} allotted at present?",
        ),
    ),
    Attribute(
        "date",
        "Next review",
        ("the next review of {s} is due on {v}.", "{s} is next to be reviewed on {v}."),
        ("On what date is the next review of {s} due?",),
    ),
)

_STATES: Final = (
    State(
        "part {c} of {s} has been approved.",
        "part {c} of {s} has been rejected.",
        "Of the {n} parts of {s}, how many have been approved?",
    ),
    State(
        "part {c} of {s} has been delivered.",
        "part {c} of {s} is still on order.",
        "Of the {n} parts of {s}, how many have been delivered?",
    ),
    State(
        "part {c} of {s} is covered by the first guarantee.",
        "part {c} of {s} is covered by the second guarantee.",
        "Of the {n} parts of {s}, how many are covered by the first guarantee?",
    ),
    State(
        "part {c} of {s} has been paid for in full.",
        "part {c} of {s} has been paid for by half.",
        "Of the {n} parts of {s}, how many have been paid for in full?",
    ),
)

ENGLISH: Final = Language(
    name="English",
    stop_words=_STOP_WORDS,
    nouns=_NOUNS,
    general=("project", "site", "programme", "contract"),
    subject=lambda name, noun: f"the {name} {noun}",
    headed=lambda name, noun: f"{name} {noun}",
    date=_date,
    number=_number,
    money="{currency} {number}",
    hours="hours",
    numerals={5: "five", 6: "six", 7: "seven"},
    attributes=_ATTRIBUTES,
    memberships=(
        Membership(
            "person",
            "Signatory",
            "{v} is one of the signatories for {s}.",
            "Who are the signatories for {s}? Name all of them.",
        ),
        Membership(
            "code",
            "Billing code",
            "{s} may be billed under {v}.",
            "Under which codes may {s} be billed? Give all of them.",
        ),
    ),
    hops=(
        Hop("the deeds of {a} are kept in cabinet {b}.", "code", None),
        Hop(
            "cabinet {a} belongs to the {b} office.",
            "office",
            "To which office does the cabinet belong in which the deeds of {s} are "
            "kept?",
        ),
        Hop(
            "the {a} office is headed by {b}.",
            "person",
            "Who heads the office whose cabinet holds the deeds of {s}?",
        ),
        Hop(
            "the staff number of {a} is {b}.",
            "code",
            "What is the staff number of the head of the office whose cabinet holds "
            "the deeds of {s}?",
        ),
    ),
    office="{name} office",
    states=_STATES,
    tails=(
        ", as those concerned have been told in writing",
        ", according to the list that was drawn up for the purpose",
        ", as the correspondence on the matter shows",
        ", which was recorded together with the other particulars",
        ", as can also be seen from the entry made at the time",
    ),
    person="{who} {place} and {taste}.",
    persons="Which person {place} and {taste}?",
    places=(
        Trait("lives opposite {cue}", "has a home in {concept}"),
        Trait("was born in sight of {cue}", "is a native of {concept}"),
        Trait("got married close to {cue}", "celebrated a wedding in {concept}"),
        Trait("has a desk not far from {cue}", "works in {concept}"),
    ),
    cities=tuple(Association(row.cue, row.concept) for row in LANDMARKS),
    tastes=(
        (
            Trait("keeps a copy of {cue}", "owns something written by {concept}"),
            tuple(Association(row.cue, row.concept) for row in BOOKS),
        ),
        (
            Trait("is rehearsing {cue}", "is studying a piece by {concept}"),
            tuple(Association(row.cue, row.concept) for row in MUSIC),
        ),
        (
            Trait(
                "fills jars marked with the symbol {cue}",
                "handles the element {concept}",
            ),
            tuple(Association(row.cue, row.concept) for row in ELEMENTS),
        ),
    ),
)
