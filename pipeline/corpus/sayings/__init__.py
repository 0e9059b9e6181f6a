"""The forms that state facts: written by `Speaker`, read back by `statements`.

Each `.txt` file of this folder is a bank (`pipeline.corpus.phrases`). A section names
what its forms state, `[contract.price]` or `[contract.signed contract.contractor]`, and
a form begins with its voice: `formal: The price of {subject} is {value} from {on}.` Of
one relation the slot is `{value}`, of several each is named: `{contract.signed}`. A
`Time.FROM` or `Time.AT` relation needs `{on}`; `{before}` is the value that it
supersedes. A form of the voice `row` is cells parted by " ; ".
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from pipeline.corpus.phrases import Bank, Form, bank, slots
from pipeline.corpus.relations import RELATIONS, Time
from pipeline.corpus.values import Voice

_VOICES: Final = {voice.value: voice for voice in Voice}


class Saying(NamedTuple):
    relations: tuple[str, ...]
    """In the order of the alphabet."""
    voice: Voice
    form: Form


@cache
def sayings() -> tuple[Saying, ...]:
    """Read all files. Raises `ValueError` where a form cannot be read back."""
    found: list[Saying] = []
    for file in sorted(
        files("pipeline.corpus.sayings").iterdir(), key=lambda file: file.name
    ):
        if file.name.endswith(".txt"):
            try:
                found += _of_file(file.read_text(encoding="utf-8"))
            except ValueError as error:
                message = f"{file.name}: {error}"
                raise ValueError(message) from error
    return tuple(found)


@cache
def banks() -> Mapping[Voice, Bank]:
    """Return the forms of each voice by what they state: "contract.price"."""
    found: dict[Voice, dict[str, tuple[Form, ...]]] = {voice: {} for voice in Voice}
    for saying in sayings():
        of_voice = found[saying.voice]
        name = " ".join(saying.relations)
        of_voice[name] = (*of_voice.get(name, ()), saying.form)
    return found


def _of_file(text: str) -> list[Saying]:
    found: list[Saying] = []
    for section, forms in bank(text).items():
        relations = tuple(sorted(section.split()))
        found += [_saying(relations, one) for one in forms]
    return found


def _saying(relations: tuple[str, ...], written: Form) -> Saying:
    first = written[0]
    voice, colon, rest = (
        first.partition(":") if isinstance(first, str) else ("", "", "")
    )
    if not colon or voice not in _VOICES:
        message = f"{relations}: a form begins with its voice, one of {[*_VOICES]}"
        raise ValueError(message)
    said = tuple(piece for piece in (rest.lstrip(), *written[1:]) if piece)
    _complete(relations, slots(said))
    return Saying(relations, _VOICES[voice], said)


def _complete(relations: tuple[str, ...], has: frozenset[str]) -> None:
    """Refuse a form without its subject, a value or its day: it cannot be read."""
    values = {"value"} if len(relations) == 1 else {*relations}
    timed = any(RELATIONS[name].time is not Time.FIXED for name in relations)
    wanted = {"subject", *values, *(["on"] if timed else [])}
    if wanted - has or has - wanted - {"before"}:
        message = f"{relations}: wants {sorted(wanted)} and has {sorted(has)}"
        raise ValueError(message)
