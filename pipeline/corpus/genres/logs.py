"""Duty logs of a month: what came, as it came, in the short hand of the shift."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.genres.filing import initials, slug
from pipeline.corpus.genres.known import Known, slots
from pipeline.corpus.genres.pen import Pen
from pipeline.corpus.papers import Heading, Line, Paper, Paragraph, Sentence
from pipeline.corpus.relations import RELATIONS, Time
from pipeline.corpus.values import Voice
from pipeline.corpus.world.tables import Branch, Incident

_VOICES: Final = (Voice.TERSE, Voice.PLAIN, Voice.CHATTY, Voice.FORMAL)
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SECOND: Final = 0.3
"""How often a branch has the log of a second month."""
_LINES: Final = (0, 3)
"""So many of a day that tell."""
_SECTIONS: Final = (
    *("weather", "round", "plant", "plant", "visitors"),
    *("nature", "trouble", "talk", "stores"),
)
_AT_ONCE: Final = ("incident.reporter", "incident.site", "incident.asset")
_AFTER: Final = (
    *("incident.asset", "incident.cause", "incident.hours", "incident.cost"),
)
_NEWS: Final = (
    *("policy.interval", "policy.limit", "policy.owner", "site.manager"),
    *("site.capacity", "project.lead", "project.due", "contract.ends"),
)
"""What a shift is told on the day from which it holds."""
_METERS: Final = ("site.flow", "site.power", "site.turbidity")
_ASKED: Final = ("site.area", "site.opened", "site.manager", "site.capacity")
_PLATES: Final = ("asset.serial", "asset.maker", "asset.rating", "asset.installed")


_DATED: Final[Mapping[str, tuple[str, ...]]] = {
    "entry.on": ("entry.payee", "entry.project", "entry.amount"),
    "meeting.on": ("meeting.chair", "meeting.present"),
    "contract.signed": ("contract.contractor", "contract.project"),
    "asset.installed": ("asset.maker", "asset.serial"),
}
"""What has a day, and what else is known on it."""
_OF_A_SORT: Final = 5
_CHANGE: Final = 14 * 60
"""The minute of the day when the other of the two takes over."""


_COLD: Final = frozenset({11, 12, 1, 2, 3})
_BETWEEN: Final = frozenset({3, 4, 10, 11})
"""Months with neither swallows nor ice."""
_SEASONAL: Final = 0.4
"""How often a line of the weather or of beasts is of its half of the year alone."""
_STYLES: Final = (
    "{clock} {who}: {text}",
    "{clock} {who}: {text}",
    "{clock} ({who}) {text}",
    "{clock} - {text} /{who}",
)
"""How a site writes a line."""


class Shift(NamedTuple):
    """A month of a branch, and whoever keeps its log."""

    branch: Branch
    first: date
    last: date
    pen: Pen
    style: str
    dice: Dice


def papers(branch: Branch, dice: Dice) -> Iterator[Paper]:
    """Keep the months in which something happened, if any did."""
    board, known = branch.board, Known(branch)
    eventful = {row.on.replace(day=1) for row in branch.incidents}
    spare = {date(board.last.year - 1, 3, 1), date(board.last.year - 1, 10, 1)}
    months = [m for m in sorted(eventful or spare) if board.first <= m <= board.last]
    style = dice.one_of(_STYLES)
    for first in sorted(dice.some(months, 1 + dice.chance(_SECOND))):
        last = min((first + timedelta(days=31)).replace(day=1), board.last)
        of = dice.of("month", first.isoformat())
        pen = Pen("logs", known, _VOICES, of, slots(branch, of))
        shift = Shift(branch, first, last - timedelta(days=1), pen, style, of)
        yield _paper(shift)


def _paper(shift: Shift) -> Paper:
    branch, first, pen = shift.branch, shift.first, shift.pen
    events = _events(shift)
    blocks: list[Heading | Line | Paragraph] = [
        Line(sentence) for sentence in pen.tell("legend", 2, 4)
    ]
    day = first
    while day <= shift.last:
        blocks.append(Line(Sentence(f"{_WEEKDAYS[day.weekday()]} {day.day}")))
        blocks += _day(shift, day, events.get(day, ()))
        day += timedelta(days=1)
    return Paper(
        path=f"logs/{slug(branch.site.name)}-duty-{first:%Y-%m}",
        format="txt",
        title=f"{branch.site.name} duty log {first:%Y-%m}",
        author=pen.words("keeper"),
        made=datetime.combine(shift.last, time(23, 40)),
        blocks=tuple(blocks),
    )


def _day(shift: Shift, day: date, events: Sequence[Sentence]) -> Iterator[Line]:
    """Yield the lines of a day by the clock, each with who wrote it."""
    dice = shift.dice.of("day", day.isoformat())
    on_duty = dice.some(shift.branch.people, 2)
    sections = [dice.one_of(_SECTIONS) for _ in range(dice.between(*_LINES))]
    said = [_line(shift, section, day, dice) for section in sections]
    weather = _line(shift, "weather", day, dice)
    said = [weather, *_among(events, said, dice)]
    minutes = sorted(dice.between(0, 23 * 60 + 50) for _ in said)
    for minute, one in zip(minutes, said, strict=True):
        who = initials(on_duty[minute >= _CHANGE and len(on_duty) > 1])
        clock = f"{minute // 60:02}:{minute % 60:02}"
        line = shift.style.format(clock=clock, who=who, text=one.text)
        yield Line(one._replace(text=line))


def _line(shift: Shift, section: str, day: date, dice: Dice) -> Sentence:
    """Tell something of a day, by the half of the year where it matters."""
    half = "cold" if day.month in _COLD else "warm"
    pen = shift.pen
    pen.turn(slots(shift.branch, dice))
    sky, sky2 = (pen.words(f"sky.{half}").lower() for _ in range(2))
    seasonal = f"{section}.{half}"
    in_season = pen.has(seasonal) and day.month not in _BETWEEN
    if in_season and dice.chance(_SEASONAL):
        section = seasonal
    return Sentence(pen.words(section, sky=sky, sky2=sky2))


def _among(
    events: Sequence[Sentence], others: Sequence[Sentence], dice: Dice
) -> list[Sentence]:
    """Put what happened, in its order, among what is of every day."""
    left, free = list(events), list(others)
    mixed: list[Sentence] = []
    while left or free:
        first = dice.below(len(left) + len(free)) < len(left)
        mixed.append((left if first else free).pop(0))
    return mixed


def _events(shift: Shift) -> Mapping[date, list[Sentence]]:
    """Return what happened on each day, in the order in which it became known."""
    found: dict[date, list[Sentence]] = defaultdict(list)
    pen, dice = shift.pen, shift.dice.of("events")
    for row in shift.branch.incidents:
        if shift.first <= row.on <= shift.last:
            columns = dice.some(_AT_ONCE, 2)
            stated = pen.all(row.reference, row.on, "incident.on", *columns)
            found[row.on] += _as_it_came(shift, stated, dice)
            after = _over(shift, row) + timedelta(days=dice.between(0, 5))
            if after <= shift.last:
                columns = dice.some(_AFTER, dice.between(1, 3))
                found[after] += pen.all(row.reference, after, *columns)
    for fact in shift.branch.facts:
        if fact.on is not None and shift.first <= fact.on <= shift.last:
            said = _news(shift, fact, dice)
            found[fact.on] += [said] if said else []
    _papers_of_the_month(shift, found, dice)
    _plates(shift, found, dice)
    return found


def _over(shift: Shift, incident: Incident) -> date:
    """Return the first day on which it is known how long an incident took."""
    lasted = shift.branch.facts.latest("incident.hours", incident.reference)
    hours = 0 if lasted is None else int(str(lasted.value).partition(".")[0])
    return incident.on + timedelta(days=hours // 24 + 1)


def _as_it_came(
    shift: Shift, stated: Sequence[Sentence], dice: Dice
) -> Iterator[Sentence]:
    """Tell how the shift met an incident, and what was done: facts in between."""
    shift.pen.turn(slots(shift.branch, dice))
    yield from shift.pen.tell("incident.first", 1, 2)
    yield from stated
    yield from shift.pen.tell("incident.later", 1, 2)
    yield from shift.pen.tell("incident.end")


def _news(shift: Shift, fact: Fact, dice: Dice) -> Sentence | None:
    told_here = fact.relation in _NEWS and RELATIONS[fact.relation].time is Time.FROM
    if fact.on is None or not told_here or dice.chance(0.3):
        return None
    return shift.pen.change(fact.relation, fact.subject, fact.on)


def _papers_of_the_month(
    shift: Shift, found: dict[date, list[Sentence]], dice: Dice
) -> None:
    """Note what was delivered, signed, installed and held, on its day."""
    for dated, others in _DATED.items():
        facts = [
            shift.branch.facts.latest(dated, s)
            for s in shift.branch.facts.subjects(dated)
        ]
        in_month = [
            (fact.subject, fact.value)
            for fact in facts
            if fact is not None
            and isinstance(fact.value, date)
            and shift.first <= fact.value <= shift.last
        ]
        for subject, day in dice.some(in_month, _OF_A_SORT):
            columns = dice.some((dated, *others), dice.between(1, 2))
            found[day] += shift.pen.all(subject, day, *columns)


def _plates(shift: Shift, found: dict[date, list[Sentence]], dice: Dice) -> None:
    """Somebody reads a name plate, and the meters; somebody else asks."""
    for asset in dice.some(shift.branch.assets, dice.between(1, 3)):
        day = dice.day(shift.first, shift.last)
        column = dice.one_of(_PLATES)
        found[day] += shift.pen.all(asset.code, day, column)
    site = shift.branch.site.name
    day = dice.day(shift.first + timedelta(days=5), shift.last)
    found[day] += shift.pen.all(site, day, *_METERS)
    for firm in dice.some(shift.branch.companies, 1):
        day = dice.day(shift.first, shift.last)
        found[day] += shift.pen.all(site, day, *dice.some(_ASKED, 2))
        found[day] += shift.pen.all(firm.name, day, "company.seat", "company.director")
