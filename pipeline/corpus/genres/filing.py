"""Where a paper is filed, who signs it and when. Pure."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from pipeline.corpus.dice import Dice
from pipeline.corpus.world.tables import Branch, Person


def slug(text: str) -> str:
    """Return a safe file name: small letters, figures, hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def initials(person: Person) -> str:
    return "".join(part[0] for part in person.name.split()).lower()


def at(day: date, dice: Dice) -> datetime:
    """Return a time of a working day."""
    return datetime.combine(day, time(dice.between(7, 18), dice.below(60)))


def after(day: date, dice: Dice, low: int, high: int) -> date:
    """Draw a day from `low` to `high` days later."""
    return day + timedelta(days=dice.between(low, high))


def later(branch: Branch, first: date, dice: Dice, most: int = 400) -> date:
    """Draw a day of the board's years from `first` on, `most` days later at most."""
    first = max(first, branch.board.first)
    last = min(branch.board.last, first + timedelta(days=most))
    return dice.day(min(first, last), last)
