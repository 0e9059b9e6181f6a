"""Minutes of a site's committee: three kinds of secretary, each with a manner."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.genres.filing import at, slug
from pipeline.corpus.genres.sittings import (
    CONTRACTS,
    MANNERS,
    POLICIES,
    PROJECTS,
    Room,
    Sitting,
    begun,
    pen_of,
    sitting,
)
from pipeline.corpus.papers import (
    Block,
    Bullets,
    Heading,
    Paper,
    Paragraph,
    Row,
    Sentence,
    Table,
    listed,
)
from pipeline.corpus.world.tables import Branch, Meeting

_SECRETARIES: Final = 4
"""So many of the staff take turns."""
_PARTS: Final = ("reports", "projects", "contracts", "policies", "other")
_ABOUT: Final[Mapping[str, tuple[str, str]]] = {
    "projects": ("project", "purpose"),
    "contracts": ("contract", "job"),
    "policies": ("policy", "theme"),
}
"""The section of the bank, and the slot that its sentences are about."""
_TOLD: Final[Mapping[str, float]] = {
    "projects": 1.0,
    "contracts": 0.6,
    "policies": 0.4,
}
"""How many of the changes since last time are minuted; of projects, nobody else
writes all of them down."""
_REPEATED: Final = 0.25
"""How often what holds is repeated; twice as often where nothing is new."""
_STANDING: Final[Mapping[str, tuple[str, ...]]] = {
    "projects": ("project.site", "project.lead", "project.due", "project.budget"),
    "contracts": ("contract.contractor", "contract.project", "contract.price"),
    "policies": ("policy.owner", "policy.limit", "policy.interval"),
}
"""What of a subject."""


def papers(branch: Branch, dice: Dice) -> Iterator[Paper]:
    since = date.min
    writers = dice.some(branch.people, _SECRETARIES)
    for number, meeting in enumerate(branch.meetings):
        of = dice.of(meeting.reference)
        secretary = writers[(number // 2) % len(writers)]
        yield _minutes(sitting(branch, meeting, since, secretary, of))
        since = meeting.on
    if branch.meetings:
        yield from _circular(branch, branch.meetings[-1], dice.of("circular"))


def _minutes(of: Sitting) -> Paper:
    manner = MANNERS[of.manner]
    month = f"{of.meeting.on:%B %Y}"
    return Paper(
        path=f"minutes/{slug(of.meeting.reference)}",
        format=of.dice.one_of(manner.formats),
        title=manner.title.format(body=of.meeting.body, month=month),
        author=of.secretary.name,
        made=at(of.meeting.on, of.dice.of("made")),
        blocks=tuple(_blocks(of)),
        head=of.meeting.body,
    )


def _blocks(of: Sitting) -> Iterator[Block]:
    yield from _opening(of)
    yield from _part(of, "matters", _told(of, "matters", 0, 2))
    for part in of.dice.shuffled(_PARTS):
        yield from _part(of, part, _items(of, part))
    yield from _actions(of)
    yield from _part(of, "next", _told(of, "next"))


def _told(of: Sitting, section: str, least: int = 1, most: int = 0) -> list[Sentence]:
    return of.pen.tell(f"{of.manner}.{section}", least, most)


def _part(of: Sitting, name: str, sentences: Sequence[Sentence]) -> Iterator[Block]:
    if not sentences:
        return
    yield Heading(of.pen.words(f"heading.{name}"))
    if of.manner == "clip":
        yield listed(sentences)
    elif of.manner == "talk":
        yield from _spoken(of, sentences)
    else:
        at_once = of.dice.between(2, 4)
        for first in range(0, len(sentences), at_once):
            yield Paragraph(tuple(sentences[first : first + at_once]))


def _spoken(of: Sitting, sentences: Iterable[Sentence]) -> Iterator[Block]:
    """Give each to a speaker; what is stated, now and then after a word that leads."""
    for sentence in sentences:
        lead = _told(of, "decide") if sentence.facts and of.dice.chance(0.4) else []
        words = " ".join(one.text for one in (*lead, sentence))
        others = [one.name for one in of.room.there if one.name not in words]
        speaker = of.dice.one_of(others) if others else of.secretary.name
        yield Paragraph((Sentence(f"{speaker}:"), *lead, sentence))


def _opening(of: Sitting) -> Iterator[Block]:
    name, day = of.meeting.reference, of.meeting.on
    sat = of.pen.all(name, day, "meeting.on", "meeting.chair", "meeting.present")
    lead = of.pen.tell("talk.lead") if of.manner == "talk" else []
    yield Paragraph((*sat, *lead))
    yield from _present(of)
    missing = _told(of, "apologies") if of.room.absent else []
    yield from _part(of, "opening", [*_told(of, "open"), *missing])


def _present(of: Sitting) -> Iterator[Block]:
    """List who came now and then, where it is known how many they were."""
    if not of.room.complete or not of.dice.chance(0.35):
        return
    chair = of.branch.facts.latest("meeting.chair", of.meeting.reference)
    names = [f"{one.name}, {one.post}." for one in of.room.there[1 if chair else 0 :]]
    yield Heading("Also Present" if chair else "Names")
    yield Bullets(tuple(Sentence(one) for one in names))


def _items(of: Sitting, part: str) -> list[Sentence]:
    if part == "other":
        talk = _told(of, "discuss", 1, 3)
        more = _told(of, "dissent", 0, 1) + _told(of, "aside", 0, 1)
        return of.pen.mixed(talk, more)
    if part == "reports":
        return _told(of, "report", 1, 2)
    section, slot = _ABOUT[part]
    told = _told(of, section, 0, 1) if begun(of.branch, of.meeting.on)[slot] else []
    stated = of.pen.news(*_new(of, part))
    if of.dice.chance(_REPEATED if stated else 2 * _REPEATED):
        stated += _standing(of, part)
    if stated and of.manner != "talk" and of.dice.chance(0.5):
        told += _told(of, "decide")
    return [*told, *stated]


def _new(of: Sitting, part: str) -> list[Fact]:
    """Return what changed since the last meeting."""
    facts = [
        fact
        for subject, relation in _watched(of.branch, part)
        for fact in of.branch.facts.history(relation, subject)
        if fact.on is not None and of.since < fact.on <= of.meeting.on
    ]
    return [fact for fact in facts if of.dice.chance(_TOLD[part])]


def _watched(branch: Branch, part: str) -> Iterator[tuple[str, str]]:
    subjects = {
        "projects": ([one.title for one in branch.projects], PROJECTS),
        "contracts": ([one.reference for one in branch.contracts], CONTRACTS),
        "policies": ([one.title for one in branch.policies], POLICIES),
    }
    names, relations = subjects[part]
    yield from ((name, relation) for name in names for relation in relations)


def _standing(of: Sitting, part: str) -> list[Sentence]:
    """Repeat what holds of one subject."""
    subject = of.dice.one_of([name for name, _ in _watched(of.branch, part)])
    relations = of.dice.some(_STANDING[part], 2)
    return of.pen.all(subject, of.meeting.on, *relations)


def _actions(of: Sitting) -> Iterator[Block]:
    yield Heading(of.pen.words("heading.actions"))
    tasks = [
        (what, _doer(of, what))
        for what in (of.pen.words("action") for _ in range(of.dice.between(1, 3)))
    ]
    if of.manner == "clip":
        yield listed(
            [
                Sentence(f"{who}: {what}, {of.pen.words('when').lower()}.")
                for what, who in tasks
            ]
        )
        return
    rows = [
        Row((str(number), what, who, of.pen.words("when")))
        for number, (what, who) in enumerate(tasks, 1)
    ]
    yield Table("Actions", ("No.", "What", "Who", "When"), tuple(rows))


def _doer(of: Sitting, what: str) -> str:
    """Draw who does it: nobody has to remind themselves."""
    others = [one.name for one in of.room.there if one.name not in what]
    return of.dice.one_of(others) if others else of.secretary.name


def _circular(branch: Branch, last: Meeting, dice: Dice) -> Iterator[Paper]:
    """Write down what was settled after the last meeting: nobody else does."""
    facts = [
        fact
        for subject, relation in _watched(branch, "projects")
        for fact in branch.facts.history(relation, subject)
        if fact.on is not None and fact.on > last.on
    ]
    if not facts:
        return
    day = max(fact.on for fact in facts if fact.on is not None)
    room = Room(branch.people, (), complete=False)
    pen = pen_of(branch, last, MANNERS["full"].voices, room, dice)
    stated = pen.news(*facts)
    yield Paper(
        path=f"minutes/{slug(last.reference)}-circular",
        format=dice.one_of(MANNERS["full"].formats),
        title=f"{last.body}: settled by letter",
        author=dice.one_of(branch.people).name,
        made=at(day, dice.of("made")),
        blocks=(
            Paragraph(tuple(pen.tell("circular.lead"))),
            listed(stated, numbered=True),
            Paragraph(tuple(pen.tell("circular.rest", 1, 2))),
        ),
        head=last.body,
    )
