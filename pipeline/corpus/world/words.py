"""The words of the world: a bank of forms for each kind of row, in `banks/`."""

from pipeline.corpus.banks import words
from pipeline.corpus.dice import Dice
from pipeline.corpus.phrases import Teller


class Wording:
    """Draws lower-case words from a bank, no form before all of its section were."""

    def __init__(self, name: str, dice: Dice) -> None:
        self._teller = Teller(words("world", name), dice)

    def of(self, section: str) -> str:
        said = self._teller.say(section)
        return said[:1].lower() + said[1:]
