"""Pages that colleagues keep for each other: a site, its plant, people, how-tos."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from pipeline.corpus.dice import Dice
from pipeline.corpus.genres.filing import at, initials, later, slug
from pipeline.corpus.genres.known import Known, slots, things
from pipeline.corpus.genres.pen import Pen, paragraph
from pipeline.corpus.papers import (
    Block,
    Bullets,
    Chapter,
    Heading,
    Paper,
    Sentence,
    listed,
)
from pipeline.corpus.relations import RELATIONS
from pipeline.corpus.values import Voice
from pipeline.corpus.world.tables import Branch

_PLAIN: Final = (Voice.PLAIN, Voice.CHATTY, Voice.TERSE, Voice.FORMAL)
_ASKED: Final = 6
"""Questions of a page of answers."""
_ASSETS: Final = (1, 2)
"""So many have a page of their own."""


class Page(NamedTuple):
    """A page in the making: who writes it, on what day."""

    branch: Branch
    day: date
    pen: Pen
    dice: Dice

    def tell(self, section: str, most: int = 1, least: int = 1) -> list[Sentence]:
        return self.pen.tell(section, least, most)

    def heading(self, section: str, level: int = 2) -> Heading:
        return Heading(self.pen.words(f"head.{section}"), level)

    def part(self, section: str, facts: Sequence[Sentence]) -> Iterator[Block]:
        """Yield a headed part; none where its facts are unknown."""
        if not facts:
            return
        yield self.heading(section)
        cut = self.dice.below(len(facts)) + 1
        opening = self.tell(section, 2)
        if self.dice.chance(0.3):
            yield from paragraph(*opening)
            yield listed(facts)
        elif self.dice.chance(0.5):
            yield from paragraph(*opening, *facts[:cut])
            yield from paragraph(*facts[cut:], *self.tell(section))
        else:
            yield from paragraph(*facts[:cut], *opening)
            yield from paragraph(*facts[cut:])
        yield from self.hand()

    def foot(self) -> Iterator[Block]:
        yield self.heading("foot", 3)
        yield from paragraph(*self.tell("foot", 2))

    def hand(self) -> Iterator[Block]:
        """Yield what another hand added, now and then."""
        if self.dice.chance(0.4):
            who = initials(self.dice.one_of(self.branch.people))
            yield from paragraph(Sentence(f"[{who}] {self.pen.words('hand')}"))


def papers(branch: Branch, dice: Dice) -> Iterator[Paper]:
    write = _Writing(branch, dice)
    last = branch.board.last
    yield write.paper("site", branch.site.name, last)
    for asset in dice.some(branch.assets, dice.between(*_ASSETS)):
        yield write.paper("asset", asset.code, write.day(asset.code, 2500))
    for policy in dice.some(branch.policies, dice.between(1, 2)):
        day = later(branch, dice.one_of(policy.versions), dice)
        yield write.paper("howto", policy.title, day)
    if dice.chance(0.8):
        yield write.paper("people", branch.site.name, last)
    if dice.chance(0.6):
        yield write.paper("faq", branch.site.name, later(branch, last, dice))
    for project in dice.some(branch.projects, dice.between(0, 1)):
        yield write.paper("project", project.title, write.day(project.title, 1200))


def chapters(branch: Branch, dice: Dice, day: date) -> Iterator[Chapter]:
    """Write of the site, its people and each asset, for a handbook."""
    write, site = _Writing(branch, dice), branch.site.name
    for sort in ("site", "people"):
        yield write.chapter(sort, site, day)
    for asset in branch.assets:
        yield write.chapter("asset", asset.code, day)


class _Writing:
    """Writes pages of one branch."""

    def __init__(self, branch: Branch, dice: Dice) -> None:
        self._branch: Final = branch
        self._dice: Final = dice
        self._known: Final = Known(branch)
        self._things: Final = things(branch)

    def day(self, subject: str, most: int) -> date:
        """Draw the day of the last edit."""
        dice = self._dice.of("day", subject)
        return later(self._branch, self._known.since(subject), dice, most)

    def chapter(
        self, sort: str, subject: str, day: date, *, bound: bool = True
    ) -> Chapter:
        """Write a page, bound with others or with a foot of its own."""
        branch, dice = self._branch, self._dice.of("page", sort, subject)
        filled = slots(branch, dice, thing=self._things.get(subject, subject))
        pen = Pen("wiki", self._known, _PLAIN, dice, filled)
        page = Page(branch, day, pen, dice)
        title = pen.words(f"{sort}.title", subject=subject)
        blocks = (
            *paragraph(*page.tell(f"{sort}.begin", 3)),
            *_SORTS[sort](page, subject),
            *page.hand(),
            *(() if bound else page.foot()),
        )
        return Chapter(title, blocks)

    def paper(self, sort: str, subject: str, day: date) -> Paper:
        dice = self._dice.of("paper", sort, subject)
        title, blocks = self.chapter(sort, subject, day, bound=False)
        return Paper(
            path=f"wiki/{slug(subject)}{'' if sort == 'site' else f'-{sort}'}",
            format="html",
            title=title,
            author=dice.one_of(self._branch.people).name,
            made=at(day, dice),
            blocks=blocks,
        )


def _site(page: Page, site: str) -> Iterator[Block]:
    facts = page.branch.facts
    pen, day, dice = page.pen, page.day, page.dice
    held = pen.all(site, day, "site.opened", "site.area")
    changing = [pen.change(one, site, day) for one in ("site.capacity",)]
    yield from page.part("site", [*held, *(said for said in changing if said)])
    months = facts.history("site.flow", site)
    if months:
        on = dice.one_of(months).on
        of_month = [
            fact
            for one in ("site.flow", "site.power", "site.turbidity")
            for fact in pen.known.history(one, site, day)
            if fact.on == on
        ]
        yield from page.part("figures", pen.state(*of_month))
    yield page.heading("visit")
    yield from paragraph(*page.tell("visit", 5, 3))
    yield page.heading("plant")
    yield from paragraph(*page.tell("plant", 3))
    for asset in dice.some(page.branch.assets, dice.between(3, 6)):
        columns = dice.some(_ASSET, 2)
        yield from paragraph(*pen.all(asset.code, day, *columns))
    yield page.heading("habits")
    yield from paragraph(*page.tell("habits", 6, 4))


_ASSET: Final = (
    *("asset.site", "asset.maker", "asset.serial", "asset.installed", "asset.rating"),
)
_LET: Final = ("contract.project", "contract.contractor", "contract.signed")
_INCIDENT: Final = (
    *("incident.on", "incident.cause", "incident.hours", "incident.cost"),
    *("incident.reporter", "incident.site"),
)


def _asset(page: Page, code: str) -> Iterator[Block]:
    pen, day = page.pen, page.day
    columns = page.dice.shuffled(_ASSET)
    yield from page.part("plate", pen.all(code, day, *columns))
    yield page.heading("quirks")
    yield from paragraph(*page.tell("quirks", 5, 3))
    yield from page.hand()
    failed = [
        said
        for incident in page.branch.incidents
        for fact in pen.known.history("incident.asset", incident.reference, day)
        if fact.value == code
        for said in pen.all(
            incident.reference, day, "incident.asset", *page.dice.some(_INCIDENT, 3)
        )
    ]
    yield from page.part("failed", failed)
    yield page.heading("care")
    yield Bullets(tuple(page.tell("care", 6, 4)), numbered=page.dice.chance(0.5))


def _howto(page: Page, title: str) -> Iterator[Block]:
    pen, day = page.pen, page.day
    columns = ("policy.interval", "policy.limit", "policy.owner")
    said = pen.all(title, day, *columns)
    later_on = [
        row
        for one in ("policy.interval", "policy.limit")
        for row in page.branch.facts.history(one, title)
        if row.on is not None and row.on > day
    ]
    if later_on:
        yield from paragraph(*page.tell("stale", 2))
    yield from page.part("rule", said)
    yield page.heading("steps")
    yield Bullets(tuple(pen.in_order("steps", 6, 9)), numbered=True)
    yield from page.hand()
    yield page.heading("wrong")
    yield from paragraph(*page.tell("wrong", 4, 2))


def _people(page: Page, site: str) -> Iterator[Block]:
    branch, pen, day = page.branch, page.pen, page.day
    manager = pen.change("site.manager", site, day)
    yield from page.part("who", [manager] if manager else [])
    leads = [pen.change("project.lead", p.title, day) for p in branch.projects]
    owners = [pen.change("policy.owner", p.title, day) for p in branch.policies]
    yield from page.part("leads", [said for said in (*leads, *owners) if said])
    firms = [
        said
        for company in page.dice.some(branch.companies, 4)
        for said in pen.all(
            company.name, day, *page.dice.some(("company.seat", "company.director"), 2)
        )
    ]
    yield from page.part("firms", firms)
    yield page.heading("manners")
    yield from paragraph(*page.tell("manners", 5, 3))


def _project(page: Page, title: str) -> Iterator[Block]:
    branch, pen, day = page.branch, page.pen, page.day
    columns = ("project.budget", "project.due", "project.lead")
    said = [pen.change(one, title, day) for one in columns]
    where = pen.all(title, day, "project.site")
    yield from page.part("project", [*where, *(one for one in said if one)])
    let = [
        sentence
        for contract in branch.contracts
        if contract.project == title and pen.known.since(contract.reference) <= day
        for sentence in pen.all(contract.reference, day, *_LET)
    ]
    yield from page.part("let", let)
    yield page.heading("learnt")
    yield Bullets(tuple(page.tell("learnt", 6, 4)))


def _faq(page: Page, _: str) -> Iterator[Block]:
    """Answer questions about anything of the branch."""
    named = things(page.branch)
    subjects = page.dice.some([*named], _ASKED)
    for subject in subjects:
        kind = [one for one in RELATIONS if page.pen.known.fact(one, subject, page.day)]
        said = page.pen.all(subject, page.day, *page.dice.some(kind, 3))
        if said:
            head = page.pen.words("head.faq", thing=named[subject])
            yield Heading(head, 3)
            yield from paragraph(*page.tell("faq", 1, 0), *said)


_SORTS: Final[Mapping[str, Callable[[Page, str], Iterator[Block]]]] = {
    "site": _site,
    "asset": _asset,
    "howto": _howto,
    "people": _people,
    "project": _project,
    "faq": _faq,
}
