"""The plant of a site."""

from datetime import date
from typing import Final

from pipeline.corpus.banks import words
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.world import names
from pipeline.corpus.world.ground import Figures, Ground, Made
from pipeline.corpus.world.people import MAKERS
from pipeline.corpus.world.tables import Asset

_COUNT: Final = 8
LETTERS: Final = {
    "pump": "P",
    "blower": "B",
    "screen": "S",
    "mixer": "M",
    "doser": "D",
    "compressor": "A",
    "generator": "G",
    "press": "F",
    "light": "U",
    "valve": "W",
}
"""What the code of an asset begins with, by its class."""
CLASSES: Final = {letter: name for name, letter in LETTERS.items()}
_OLDEST: Final = date(1994, 4, 1)
_OLD: Final = date(2016, 10, 31)
_NEWEST: Final = date(2022, 9, 30)
_ALPHABET: Final = "ABDEFHJKLMNPRSTUVXYZ"


def made(ground: Ground) -> Made[Asset]:
    dice = ground.dice.of("assets")
    where = names.code(ground.seed, "assets", ground.number, 4)
    makers = [firm.name for firm in ground.companies if firm.trade in MAKERS]
    ratings = Figures()
    rows: list[Asset] = []
    facts: list[Fact] = []
    for place, (kind, what) in enumerate(_plant(dice), 1):
        code = f"{LETTERS[kind]}-{where}-{place}"
        rows.append(Asset(code, what))
        newest = _OLD if place == 1 else _NEWEST  # something stands from the beginning
        facts += [
            Fact("asset.site", code, ground.site.name),
            Fact("asset.maker", code, dice.one_of(makers)),
            Fact("asset.serial", code, _serial(dice)),
            Fact("asset.installed", code, dice.day(_OLDEST, newest)),
            Fact("asset.rating", code, ratings.tenths(dice, 22, 2_950)),
        ]
    return Made(rows, facts)


def _plant(dice: Dice) -> list[tuple[str, str]]:
    """Draw classes and what each is: two of the same are numbered."""
    kinds = dice.shuffled([*LETTERS, "pump", "pump", "valve"])[:_COUNT]
    found: list[tuple[str, str]] = []
    for kind in kinds:
        form = dice.one_of(words("world", "assets")[kind])
        what = str(form[0])
        same = sum(other.startswith(what) for _, other in found)
        found.append((kind, f"{what} No. {same + 1}"))
    return found


def _serial(dice: Dice) -> str:
    letters = dice.one_of(_ALPHABET) + dice.one_of(_ALPHABET)
    return f"{letters}{dice.between(10_000, 99_999)}/{dice.between(10, 99)}"
