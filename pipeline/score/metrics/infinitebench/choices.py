"""InfiniteBench's En.MC and Code.Debug: which of four options a reply chose.

Source: OpenBMB/InfiniteBench src/compute_scores.py, get_score_one_longbook_choice_eng
and _code_debug.

Golds: two, the option's text (of Code.Debug a function's name) and its letter.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.score.metrics.base import Metric, Sample
from pipeline.score.metrics.infinitebench.base import Label, metric

_LETTERS: Final = "ABCD"
_MARKS_OF_CHOICE: Final = str.maketrans(dict.fromkeys("\n\"'.,?!{}", " "))
_MARKS_OF_DEBUG: Final = str.maketrans(dict.fromkeys("\n`'\"-*", " "))

# In this order, wherever they stand. The source has a fourth for code, "correct option
# is:", which is never reached: "is:" is part of it, and "option" has been taken out.
_CHOICE_PHRASES: Final = ("answer is:", "answer:", "answer is", "option is")
_DEBUG_PHRASES: Final = ("answer is:", "is:", "answer:")


def _choice(sample: Sample, label: Label) -> bool:
    """Believe a first letter from A to D, even that of a word: "Dinner" chose D."""
    said = sample.prediction.strip()
    if not said:
        return False
    if said[0] in _LETTERS:
        return said[0] in label
    if said in label:
        return True
    said = _single_spaces(said.translate(_MARKS_OF_CHOICE))
    chosen = _follows(said, _CHOICE_PHRASES, label)
    return _first_letter(said, label) if chosen is None else chosen


def _first_letter(said: str, label: Label) -> bool:
    """Believe the first word that is part of "ABCD", such as "BC"."""
    for word in said.split():
        if word in _LETTERS:
            return word in label
    return False


def _debug(sample: Sample, label: Label) -> bool:
    """Believe "B." or "B:" at the start, else what a phrase announces; no bare "B"."""
    name, letter = label[0], label[1]
    said = sample.prediction.strip()
    if said[:2] in {f"{letter}.", f"{letter}:"}:
        return True
    said = said.translate(_MARKS_OF_DEBUG).replace("Option", " ").replace("option", " ")
    chosen = _follows(_single_spaces(said), _DEBUG_PHRASES, (letter, name))
    return bool(chosen)


def _single_spaces(text: str) -> str:
    return re.sub(" {2,}", " ", text)


def _follows(said: str, phrases: Sequence[str], answers: Iterable[str]) -> bool | None:
    """Tell whether an answer follows the first phrase that is found; `None` if none is.

    One character after the phrase is skipped, taken for a space.
    """
    for phrase in phrases:
        _, found, rest = said.partition(phrase)
        if found:
            return bool(rest) and any(rest[1:].startswith(a) for a in answers)
    return None


LONGBOOK_CHOICE_ENG: Final[Metric] = metric("longbook_choice_eng", _choice, list)
CODE_DEBUG: Final[Metric] = metric("code_debug", _debug, list)
