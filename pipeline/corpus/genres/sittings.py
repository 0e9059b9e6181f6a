"""Who sits in a meeting, and how its secretary writes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from pipeline.corpus.dice import Dice
from pipeline.corpus.genres.known import Known
from pipeline.corpus.genres.pen import Pen
from pipeline.corpus.papers import Format
from pipeline.corpus.values import Voice
from pipeline.corpus.world.tables import Branch, Meeting, Person


class Manner(NamedTuple):
    voices: tuple[Voice, ...]
    formats: tuple[Format, ...]
    title: str


MANNERS: Final[Mapping[str, Manner]] = {
    "full": Manner(
        (Voice.FORMAL, Voice.PLAIN),
        ("docx", "docx", "txt"),
        "Minutes of the {body}, {month}",
    ),
    "clip": Manner((Voice.TERSE, Voice.PLAIN), ("md", "txt"), "{body}: notes, {month}"),
    "talk": Manner(
        (Voice.CHATTY, Voice.PLAIN),
        ("md", "txt", "docx"),
        "{body}: what was said in {month}",
    ),
}
"""How a secretary writes, for life: drawn from the name."""


CONTRACTS: Final = ("contract.price", "contract.damages", "contract.ends")
PROJECTS: Final = ("project.lead", "project.budget", "project.due")
POLICIES: Final = ("policy.interval", "policy.limit", "policy.owner")
"""What changes, and is minuted."""
_PAIR: Final = 2
"""So many a sentence names; the chair, whom sentences call so, is neither."""


class Room(NamedTuple):
    there: Sequence[Person]
    """Of the staff; the chair first, where it is known."""
    absent: Sequence[Person]
    complete: bool
    """Whether these are all who were present, and their number is known."""
    chaired: bool = False
    """Whether the first of them is known to have had the chair."""


class Sitting(NamedTuple):
    branch: Branch
    meeting: Meeting
    room: Room
    since: date
    """The day of the meeting before."""
    secretary: Person
    manner: str
    pen: Pen
    dice: Dice


def sitting(
    branch: Branch, meeting: Meeting, since: date, secretary: Person, dice: Dice
) -> Sitting:
    manner = Dice("manner", secretary.name).one_of([*MANNERS])
    room = room_of(branch, meeting, dice.of("room"))
    pen = pen_of(branch, meeting, MANNERS[manner].voices, room, dice)
    return Sitting(branch, meeting, room, since, secretary, manner, pen, dice)


def room_of(branch: Branch, meeting: Meeting, dice: Dice) -> Room:
    present = branch.facts.latest("meeting.present", meeting.reference)
    chair = branch.facts.latest("meeting.chair", meeting.reference)
    first = [one for one in branch.people if chair and one.name == chair.value]
    others = dice.shuffled([one for one in branch.people if one not in first])
    count = present.value if present else None
    if not isinstance(count, int) or count > len(branch.people):
        return Room([*first, *others], [], complete=False, chaired=bool(first))
    seats = max(0, count - len(first))
    there, absent = [*first, *others[:seats]], others[seats:]
    return Room(there, absent, complete=True, chaired=bool(first))


def begun(branch: Branch, day: date) -> Mapping[str, Sequence[str]]:
    """Return what was under way by a day, by the slot that it fills."""

    def is_open(subject: str, *relations: str) -> bool:
        rows = [row for one in relations for row in branch.facts.history(one, subject)]
        return any(row.on is not None and row.on <= day for row in rows)

    return {
        "job": [o.works for o in branch.contracts if is_open(o.reference, *CONTRACTS)],
        "purpose": [o.purpose for o in branch.projects if is_open(o.title, *PROJECTS)],
        "theme": [o.topic for o in branch.policies if is_open(o.title, *POLICIES)],
    }


def pen_of(
    branch: Branch,
    meeting: Meeting,
    voices: Sequence[Voice],
    room: Room,
    dice: Dice,
) -> Pen:
    plant = [asset.what for asset in branch.assets] or ["old pump"]
    failures = [one.what for one in branch.incidents if one.on <= meeting.on]
    topics = meeting.topics or ("the rota",)
    subjects = begun(branch, meeting.on)
    named = room.there[1:] if room.chaired and len(room.there) > _PAIR else room.there

    def draw(chance: Dice) -> Mapping[str, str]:
        who, other = chance.some(named, _PAIR)
        return {
            "who": who.name,
            "other": other.name,
            "topic": chance.one_of(topics),
            "plant": chance.one_of(plant),
            "river": branch.site.river,
            "town": branch.site.town,
            **{slot: chance.one_of(of) for slot, of in subjects.items() if of},
            **({"failure": chance.one_of(failures)} if failures else {}),
            **({"absent": chance.one_of(room.absent).name} if room.absent else {}),
        }

    return Pen("minutes", Known(branch), voices, dice, draw)
