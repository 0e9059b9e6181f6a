"""The languages that facts are planted in, and which of them a corpus is written in."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.questions.planting.languages.english import ENGLISH
from pipeline.questions.planting.languages.forms import Language
from pipeline.questions.planting.languages.german import GERMAN

LANGUAGES: Final[Sequence[Language]] = (ENGLISH, GERMAN)
"""The first stands for every other."""

_WORD = re.compile(r"[^\W\d_]+")


def language_of(texts: Iterable[str]) -> Language:
    """Return the language whose stop words are most frequent; English if none is."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_WORD.findall(text.lower()))
    return max(
        LANGUAGES, key=lambda language: sum(counts[w] for w in language.stop_words)
    )
