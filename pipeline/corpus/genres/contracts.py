"""Contracts, their amendments, and letters that vary them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.genres.filing import at, slug
from pipeline.corpus.genres.known import Known
from pipeline.corpus.genres.pen import Pen
from pipeline.corpus.papers import (
    Block,
    Bullets,
    Format,
    Heading,
    Paper,
    Paragraph,
    Sentence,
    Table,
    listed,
)
from pipeline.corpus.phrases import said
from pipeline.corpus.values import Voice
from pipeline.corpus.world.tables import Branch, Contract

_VOICES: Final = (Voice.FORMAL, Voice.PLAIN)
_BOARD: Final = "the Board"
_FIRM: Final = "the Contractor"
"""What the forms of `sayings/` call the parties too: a deed has one name for each."""
_OFFICERS: Final = (
    *("the Engineer", "the Supervisor", "the Superintendent", "the Overseer"),
    *("the Contract Administrator", "the Project Manager", "the Clerk of Works"),
)
_WORKS: Final = (
    *("the Works", "the Contract Works", "the Undertaking", "the Commission"),
    *("the Specified Works", "the Assignment", "the Permanent Works"),
)
"""In a contract and all its amendments the same."""
_STATED: Final[Mapping[str, tuple[str, ...]]] = {
    "payment": ("contract.price", "contract.retention"),
    "delay": ("contract.damages",),
    "programme": ("contract.ends",),
}
"""The clauses that every contract has, by what they state."""
_CLAUSES: Final = (
    *("standard", "access", "materials", "tests", "variations", "defects"),
    *("insurance", "safety", "environment", "subletting", "records", "secrecy"),
    *("ending", "force", "disputes", "notices", "staff", "handover", "existing"),
)
_SIZES: Final = ((1, 1, 2), (2, 1, 2), (4, 1, 2), (6, 2, 3), (14, 3, 4))
"""How many more clauses, and from how many to how many sentences a clause."""
_OFTEN: Final = 0.12
"""How often a contract is longer than a few pages."""
_TERMS: Final = ("contract.price", "contract.damages", "contract.ends")
_LETTING: Final = ("contract.contractor", "contract.project", "contract.signed")
_DEED_FORMATS: Final[tuple[Format, ...]] = ("docx", "docx", "pdf")
_LETTER_FORMATS: Final[tuple[Format, ...]] = ("pdf", "pdf", "docx")
_LETTERS_OF: Final = 0.35
"""How many changes are letters."""
_HEAD: Final = ("Contract", "Item", "Figure or name", "Holds from")
_TITLES: Final = (
    "Contract {reference}",
    "Agreement for {works}",
    "Contract for {works}",
    "{works}: form of agreement",
)
_AMENDED: Final = (
    "Amendment No. {number} to Contract {reference}",
    "Deed of amendment, {reference}, No. {number}",
    "{works}: supplementary agreement No. {number}",
)
_LETTERS: Final = (
    "Letter of variation No. {number}, {reference}",
    "{works}: variation No. {number}",
)


class _Deal(NamedTuple):
    """A contract, or a change of it, before it is a paper."""

    branch: Branch
    contract: Contract
    day: date
    number: int
    """Of a change; the contract itself has 0."""
    dice: Dice


def papers(branch: Branch, dice: Dice) -> Iterator[Paper]:
    for contract in branch.contracts:
        signed = branch.facts.latest("contract.signed", contract.reference)
        if signed is None or not isinstance(signed.value, date):
            continue
        days = [signed.value, *_later(branch, contract, signed.value)]
        for number, day in enumerate(days):
            of = dice.of(contract.reference, number)
            deal = _Deal(branch, contract, day, number, of)
            yield _amendment(deal) if number else _contract(deal)


def _later(branch: Branch, contract: Contract, first: date) -> list[date]:
    """Return the days on which terms changed after signing."""
    found: set[date] = set()
    for relation in _TERMS:
        rows = branch.facts.history(relation, contract.reference)
        found |= {row.on for row in rows if row.on is not None and row.on > first}
    return sorted(found)


def _pen(deal: _Deal) -> Pen:
    branch, dice = deal.branch, deal.dice
    for_good = Dice("terms", deal.contract.reference)
    fixed = {
        "board": _BOARD,
        "firm": _FIRM,
        "officer": for_good.one_of(_OFFICERS),
        "works": for_good.one_of(_WORKS),
    }
    fixed |= {name.capitalize(): said(text) for name, text in fixed.items()}
    fixed |= {
        "scope": deal.contract.works,
        "river": branch.site.river,
        "town": branch.site.town,
        "name": branch.board.name,
    }
    plant = [asset.what for asset in branch.assets] or ["old pump"]

    def draw(chance: Dice) -> Mapping[str, str]:
        person = chance.one_of(branch.people)
        return {
            **fixed,
            "person": person.name,
            "post": person.post,
            "plant": chance.one_of(plant),
        }

    return Pen("contracts", Known(branch), _VOICES, dice, draw)


def _contract(deal: _Deal) -> Paper:
    pen, dice = _pen(deal), deal.dice
    name, day = deal.contract.reference, deal.day
    blocks: list[Block] = [
        Paragraph((*pen.all(name, day, *_LETTING), *pen.tell("named"))),
        Paragraph(tuple(pen.tell("subject"))),
        Heading(dice.one_of(("Recitals", "Whereas", "Preamble", "Background"))),
        *(Paragraph((one,)) for one in pen.tell("recital", 1, 2)),
    ]
    if dice.chance(0.5):
        blocks += [
            Heading(dice.one_of(("Definitions", "Meaning of Words"))),
            Bullets(tuple(pen.tell("define", 2, 5))),
        ]
    blocks += _clauses(pen, name, day)
    blocks += _schedule(pen, _held(pen, name, day))
    blocks += _signatures(pen)
    file = dice.one_of(_DEED_FORMATS)
    return _paper(deal, file, dice.one_of(_TITLES), blocks)


def _held(pen: Pen, name: str, day: date) -> list[Fact]:
    """Return a draw of the particulars that a schedule gathers."""
    relations = [*_LETTING, *_TERMS, "contract.retention"]
    facts = [fact for one in relations if (fact := pen.known.fact(one, name, day))]
    return facts if pen.dice.chance(0.5) else pen.dice.some(facts, 4)


def _clauses(pen: Pen, name: str, day: date) -> Iterator[Block]:
    dice = pen.dice
    small = not dice.chance(_OFTEN)
    more, least, most = dice.one_of(_SIZES[:3] if small else _SIZES[3:])
    middle = dice.shuffled([*_STATED, *dice.some(_CLAUSES, more)])
    for number, clause in enumerate(("scope", *middle, "general"), 1):
        relations = _STATED.get(clause, ())
        facts = [f for one in relations if (f := pen.known.fact(one, name, day))]
        told = pen.tell(clause, least, most)
        yield Heading(f"{number}. {pen.words(f'heading.{clause}')}")
        stated = [s for f in facts for s in pen.news(f)]
        for part, sentence in enumerate(pen.mixed(told, stated), 1):
            yield Paragraph((Sentence(f"{number}.{part}"), sentence))


def _schedule(pen: Pen, facts: list[Fact]) -> Iterator[Block]:
    if facts and pen.dice.chance(0.7):
        yield Heading(pen.dice.one_of(("Schedule", "Particulars", "Appendix")))
        yield Paragraph(tuple(pen.tell("schedule.lead")))
        yield Table("Particulars", _HEAD, pen.rows(facts))


def _signatures(pen: Pen) -> Iterator[Block]:
    yield Heading(pen.dice.one_of(("Signatures", "Execution", "Signed")))
    yield Paragraph(tuple(pen.tell("sign")))
    yield Paragraph(tuple(pen.tell("party.firm")))
    yield Paragraph(tuple(pen.tell("witness")))


def _amendment(deal: _Deal) -> Paper:
    pen, dice = _pen(deal), deal.dice
    name = deal.contract.reference
    facts = [
        row
        for relation in _TERMS
        for row in deal.branch.facts.history(relation, name)
        if row.on == deal.day
    ]
    if dice.chance(_LETTERS_OF):
        file = dice.one_of(_LETTER_FORMATS)
        title = dice.one_of(_LETTERS)
        return _paper(deal, file, title, _letter(pen, name, deal.day, facts))
    file, title = dice.one_of(_DEED_FORMATS), dice.one_of(_AMENDED)
    return _paper(deal, file, title, _deed(pen, name, deal.day, facts))


def _letter(pen: Pen, name: str, day: date, facts: list[Fact]) -> list[Block]:
    let = pen.all(name, day, "contract.contractor", "contract.project")
    return [
        Paragraph(tuple(pen.tell("letter.hail"))),
        Paragraph((*pen.tell("letter.open", 1, 2), *let)),
        *(Paragraph((sentence,)) for sentence in pen.news(*facts)),
        Paragraph(tuple(pen.tell("letter.close", 1, 3))),
        Paragraph(tuple(pen.tell("letter.bye"))),
    ]


def _deed(pen: Pen, name: str, day: date, facts: list[Fact]) -> list[Block]:
    changed = [*pen.news(*facts), *_unchanged(pen, name, day, facts)]
    blocks: list[Block] = [
        Paragraph((*pen.all(name, day, *_LETTING), *pen.tell("named"))),
        *(Paragraph((one,)) for one in pen.tell("amend.why", 1, 3)),
        Heading(pen.dice.one_of(("Changes", "What Is Altered", "New Terms"))),
        listed(changed, numbered=True),
        Heading(pen.dice.one_of(("What Stays", "Other Terms", "Effect"))),
        Paragraph(tuple(pen.tell("amend.rest", 1, 3))),
    ]
    return [*blocks, *_schedule(pen, facts), *_signatures(pen)]


def _unchanged(pen: Pen, name: str, day: date, facts: list[Fact]) -> list[Sentence]:
    """State now and then a term that stays as it was."""
    changed = {fact.relation for fact in facts}
    others = [one for one in (*_TERMS, "contract.retention") if one not in changed]
    stays = pen.known.fact(pen.dice.one_of(others), name, day) if others else None
    return pen.news(stays) if stays and pen.dice.chance(0.4) else []


def _paper(deal: _Deal, file: Format, title: str, blocks: list[Block]) -> Paper:
    contract, number = deal.contract, deal.number
    end = f"-amendment-{number}" if number else ""
    return Paper(
        path=f"contracts/{slug(contract.reference)}{end}",
        format=file,
        title=said(title.format(number=number, **contract._asdict())),
        author=deal.branch.board.name,
        made=at(deal.day, deal.dice.of("made")),
        blocks=tuple(blocks),
        head=f"Contract {contract.reference}",
    )
