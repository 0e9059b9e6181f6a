"""Who works at a site, and the companies that it knows."""

from typing import Final

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.world import names
from pipeline.corpus.world.ground import Made
from pipeline.corpus.world.tables import Company, Person

_STAFF: Final = 14
_POSTS: Final = (
    *("site engineer", "process engineer", "works superintendent"),
    *("maintenance engineer", "electrical engineer", "project engineer"),
    *("planning engineer", "hydraulics engineer", "quantity surveyor"),
    *("shift supervisor", "process controller", "mechanical fitter"),
    *("electrician", "instrument technician", "laboratory analyst"),
    *("sampling officer", "stores clerk", "accounts clerk", "safety adviser"),
    *("catchment officer", "night operator", "office secretary"),
)
"""None says who manages, leads, owns or chairs: those change."""

MAKERS: Final = (
    "pump makers",
    "instrument makers",
    "process plant makers",
    "motor and drive makers",
)
BUILDERS: Final = (
    "civil works",
    "mechanical contractors",
    "marine works",
    "electrical contractors",
    "pipeline contractors",
)
TRADES: Final = {
    "pump makers": ("Pumps", "Hydraulics", "Rotating Works"),
    "instrument makers": ("Instruments", "Controls", "Metering"),
    "process plant makers": ("Process Plant", "Engineering", "Separation"),
    "motor and drive makers": ("Drives", "Motors", "Power Systems"),
    "civil works": ("Civil", "Construction", "Groundworks"),
    "mechanical contractors": ("Mechanical", "Fabrication", "Steelwork"),
    "marine works": ("Marine", "Dredging", "Diving"),
    "electrical contractors": ("Electrical", "Installations", "Switchgear"),
    "pipeline contractors": ("Pipelines", "Tunnelling", "Mains"),
    "chemical suppliers": ("Chemicals", "Reagents", "Chemical Supply"),
    "laboratory services": ("Laboratories", "Analytics", "Assay"),
    "haulage": ("Haulage", "Transport", "Logistics"),
    "surveyors": ("Surveys", "Geomatics", "Survey Partners"),
    "valve and fitting stockists": ("Valves", "Fittings", "Stockholding"),
    "safety outfitters": ("Safety", "Outfitters", "Protection"),
}
_OTHERS: Final = (
    *("chemical suppliers", "laboratory services", "haulage", "surveyors"),
    *("valve and fitting stockists", "safety outfitters"),
)


def staff(seed: int, number: int) -> list[Person]:
    dice = Dice("staff", seed, number)
    posts = dice.some(_POSTS, _STAFF)
    return [
        Person(name, post)
        for name, post in zip(names.people(seed, number)[:_STAFF], posts, strict=True)
    ]


def companies(seed: int, number: int) -> Made[Company]:
    dice = Dice("companies", seed, number)
    trades = [
        *dice.some(MAKERS, 2),
        *dice.some(BUILDERS, dice.between(2, 3)),
        *dice.some(_OTHERS, dice.between(1, 2)),
    ]
    words = names.firms(seed, number)
    firsts, seconds = words[: names.COMPANIES], words[names.COMPANIES :]
    seats = names.places(seed, number)[1:]
    directors = names.people(seed, number)[_STAFF:]
    rows: list[Company] = []
    facts: list[Fact] = []
    for place, trade in enumerate(trades):
        name = _name(dice, firsts[place], seconds[place], trade)
        rows.append(Company(name, trade))
        facts += [
            Fact("company.seat", name, dice.one_of(seats)),
            Fact("company.director", name, directors[place]),
        ]
    return Made(rows, facts)


def _name(dice: Dice, word: str, second: str, trade: str) -> str:
    noun = dice.one_of(TRADES[trade])
    return dice.one_of(
        [
            f"{word} & {second}",
            f"{word} {noun}",
            f"{word} {noun}",
            f"{word} {noun}",
            f"{word} and {second} {noun}",
        ]
    )
