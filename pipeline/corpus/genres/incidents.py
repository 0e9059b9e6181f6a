"""Reports of incidents: four ways to tell them, long or short."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from pipeline.corpus.banks import words
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact, Facts
from pipeline.corpus.genres.filing import after, at, slug
from pipeline.corpus.genres.known import Known, names
from pipeline.corpus.genres.pen import Pen
from pipeline.corpus.genres.registers import ASSET
from pipeline.corpus.papers import (
    Block,
    Bullets,
    Format,
    Heading,
    Paper,
    Paragraph,
    Row,
    Sentence,
    Table,
)
from pipeline.corpus.phrases import said
from pipeline.corpus.values import Voice
from pipeline.corpus.world import Branch
from pipeline.corpus.world.tables import Incident

_FORMATS: Final[tuple[Format, ...]] = ("pdf", "docx", "html")
_LENGTHS: Final = (1, 1, 1, 2, 3)
_OFFICES: Final = ("Operations", "Safety Office", "Works Office", "Shift Desk")

_SORTS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("pump", "screen", "mixer", "valve"), "water"),
    **dict.fromkeys(("blower", "compressor"), "air"),
    **dict.fromkeys(("generator", "light"), "power"),
    "doser": "chemical",
    "press": "sludge",
}
"""By the class of plant."""
_WHERE: Final = re.compile(
    r" (?:at|in|during|after|over|through|overnight|when|with|found|seen|all"
    r"|on (?:the|a|one|both|restart|telemetry)|for (?:the|part|some|two))\b"
)
_OWN: Final = 2
"""The most sentences of a sort in one section."""
_HEADS: Final = ("Incident report", "Report of an incident", "For internal use")


class _Case(NamedTuple):
    facts: Facts
    reference: str
    made: date
    length: int
    """From 1 to 3."""
    sort: str
    """Of plant: what has its own sentences."""
    tells: Pen
    """One for all reports of a branch: it says all it can before it says it again."""

    def column(self, name: str) -> Fact | None:
        return self.facts.latest(f"incident.{name}", self.reference)


_Telling: TypeAlias = Callable[[_Case, Pen], Iterator[Block]]


def papers(branch: Branch, dice: Dice) -> Iterator[Paper]:
    tells = Pen(
        "incidents", Known(branch), [Voice.FORMAL], dice.of("tells"), names(branch)
    )
    for incident in branch.incidents:
        tells.turn(_filled(branch, incident))
        yield _report(branch, incident, tells, dice.of(incident.reference))


def _filled(branch: Branch, incident: Incident) -> dict[str, str]:
    return {
        **names(branch),
        "what": incident.what,
        "event": _event(incident.what),
        "machine": _machine(branch, incident),
    }


def _report(branch: Branch, incident: Incident, tells: Pen, dice: Dice) -> Paper:
    telling, voice = _TELLINGS[dice.one_of(list(_TELLINGS))]
    pen = Pen("incidents", Known(branch), [voice], dice, _filled(branch, incident))
    made = after(incident.on, dice, 10, 40)
    length, sort = dice.one_of(_LENGTHS), _SORTS[incident.plant]
    case = _Case(branch.facts, incident.reference, made, length, sort, tells)
    return Paper(
        path=f"incidents/{slug(incident.reference)}",
        format=dice.one_of(_FORMATS),
        title=f"Incident {incident.reference}: {incident.what}",
        author=f"{branch.board.name}, {dice.one_of(_OFFICES)}",
        made=at(made, dice),
        blocks=tuple(telling(case, pen)),
        # Without the reference: a site named below it would be told as that of it.
        head=f"{branch.board.name} | {dice.one_of(_HEADS)}",
    )


def _event(what: str) -> str:
    """Return what befell it without where and when, as one speaks of it later."""
    short = _WHERE.split(what, maxsplit=1)[0]
    return short if " " in short else what


def _machine(branch: Branch, incident: Incident) -> str:
    """Return what failed in words; plant of that class where no paper has a code."""
    failed = branch.facts.latest("incident.asset", incident.reference)
    code = failed and failed.value
    whats = (asset.what for asset in branch.assets if asset.code == code)
    return next(whats, incident.plant).partition(" No.")[0]


def _tell(case: _Case, pen: Pen, section: str, low: int, high: int) -> list[Sentence]:
    """Tell of any plant, and of that sort."""
    count = pen.dice.between(low, high)
    own = pen.dice.between(0, min(_OWN, count // 2))
    tells = case.tells
    told = tells.tell(section, count - own) + tells.tell(f"{section}-{case.sort}", own)
    return pen.dice.shuffled(told)


def _narrative(case: _Case, pen: Pen) -> Iterator[Block]:
    yield Heading(case.tells.words("head-summary"))
    yield from _opening(case, pen, "on", "site", "reporter")
    yield Heading(case.tells.words("head-course"))
    told = case.tells.tell("first-signs") if pen.dice.chance(0.5) else []
    told += _tell(case, pen, "course", 3 * case.length, 5 * case.length)
    yield from pen.paragraphs(told, pen.state(case.column("asset")))
    if pen.dice.chance(0.5):
        yield Heading(case.tells.words("head-response"))
        yield from pen.paragraphs(case.tells.tell("response", 2, 4))
    yield from _findings(case, pen, "cause")
    yield from _equipment(case, pen)
    yield from _ending(case, pen)


def _whys(case: _Case, pen: Pen) -> Iterator[Block]:
    yield from _opening(case, pen, "on", "site", "asset", "reporter")
    yield Heading(case.tells.words("head-course"))
    yield from pen.paragraphs(_tell(case, pen, "course", 2, 2 + 2 * case.length))
    yield Heading(case.tells.words("head-whys"))
    yield Bullets(tuple(case.tells.tell("why", 5)), numbered=True)
    yield from _findings(case, pen, "cause")
    yield from _ending(case, pen)


def _times(case: _Case, pen: Pen) -> Iterator[Block]:
    yield Heading(case.tells.words("head-summary"))
    yield from _opening(case, pen, "on", "site", "reporter")
    yield Heading(case.tells.words("head-times"))
    yield Table(
        case.tells.words("table-times"),
        ("Time", "Entry in the log"),
        (*_log(case, pen),),
    )
    yield Heading(case.tells.words("head-response"))
    yield from pen.paragraphs(case.tells.tell("response", 1, 2 + case.length))
    yield from _findings(case, pen, "asset", "cause")
    yield from _equipment(case, pen)
    yield from _ending(case, pen)


def _memo(case: _Case, pen: Pen) -> Iterator[Block]:
    first = [case.column(name) for name in ("on", "site", "reporter")]
    last = [case.column(name) for name in ("asset", "hours", "cost", "cause")]
    yield from pen.paragraphs(case.tells.tell("memo-open", 1, 2), pen.state(*first))
    told = _tell(case, pen, "memo-body", 2 + case.length, 3 + 3 * case.length)
    yield from pen.paragraphs(told, pen.state(*last))
    if case.column("cause") is None:
        yield Paragraph(tuple(case.tells.tell("no-cause")))
    yield Paragraph(tuple(case.tells.tell("memo-close", 1, 2)))


def _opening(case: _Case, pen: Pen, *relations: str) -> Iterator[Block]:
    stated = pen.state(*(case.column(name) for name in relations))
    yield from pen.paragraphs(case.tells.tell("open", 1, 1 + case.length), stated)


def _log(case: _Case, pen: Pen) -> Iterator[Row]:
    minute = pen.dice.between(0, 16 * 60)
    for section in ("event-early", "event-mid", "event-late"):
        told = _tell(case, pen, section, 2 + case.length, 3 + 2 * case.length)
        place = _places(section, case.sort)
        for sentence in sorted(told, key=lambda one: place.index(one.text)):
            minute += pen.dice.between(2, 29)
            clock = f"{minute // 60 % 24:02}:{minute % 60:02}"
            yield Row((clock, sentence.text))


def _places(section: str, sort: str) -> list[str]:
    """Return what a log can have in the order of the bank: it trips, then is reset."""
    bank = words("genres", "incidents")
    every, own = bank[section], bank[f"{section}-{sort}"]
    half = len(every) // 2
    return [said(str(form[0])) for form in (*every[:half], *own, *every[half:])]


def _findings(case: _Case, pen: Pen, *relations: str) -> Iterator[Block]:
    yield Heading(case.tells.words("head-finding"))
    stated = pen.state(*(case.column(name) for name in relations))
    if case.column("cause") is None:  # nobody tells how it was found then
        yield from pen.paragraphs(case.tells.tell("no-cause", 1, 2), stated)
    else:
        yield from pen.paragraphs(
            case.tells.tell("finding", 1, 2 + case.length), stated
        )


def _equipment(case: _Case, pen: Pen) -> Iterator[Block]:
    """Restate what the register has of the asset that failed."""
    asset = case.column("asset")
    if asset is None or pen.dice.chance(0.4):
        return
    code = str(asset.value)
    stated = pen.all(code, case.made, *pen.dice.some(ASSET, pen.dice.between(1, 3)))
    if stated:
        yield Heading(case.tells.words("head-equipment"))
        yield Paragraph((*case.tells.tell("lead-equipment"), *stated))


def _ending(case: _Case, pen: Pen) -> Iterator[Block]:
    stated = pen.state(case.column("hours"), case.column("cost"))
    yield Heading(case.tells.words("head-effect"))
    yield from pen.paragraphs(_tell(case, pen, "effect", 1, 1 + case.length), stated)
    yield Heading(case.tells.words("head-measures"))
    yield Bullets(tuple(_tell(case, pen, "measure", 2, 3 + case.length)))
    if pen.dice.chance(0.6):
        yield Heading(case.tells.words("head-lessons"))
        yield from pen.paragraphs(case.tells.tell("lesson", 1, 1 + case.length))
    last: list[Sentence] = case.tells.tell("status")
    yield Paragraph(tuple(last))


_TELLINGS: Final[Mapping[str, tuple[_Telling, Voice]]] = {
    "narrative": (_narrative, Voice.FORMAL),
    "whys": (_whys, Voice.PLAIN),
    "times": (_times, Voice.FORMAL),
    "memo": (_memo, Voice.CHATTY),
}
