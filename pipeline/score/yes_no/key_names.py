"""Whether a reply names others than the gold answer names in its reason."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from pipeline.score.reading.claims import sentences
from pipeline.score.yes_no.contradiction import Contradiction
from pipeline.score.yes_no.words import reason_of
from pipeline.values.dates import MONTHS
from pipeline.values.stems import stem_set, stems
from pipeline.values.wording import Word, read_words

_IN_TITLE_CASE = re.compile(r"[^\W\d_][^\W\d_A-Z]+")
_SOURCES: Final = stem_set(
    "act agreement annex appendix article chapter clause document exhibit figure "
    "filing form item law note page paragraph part policy report rule schedule section "
    "source statement table"
)
"""Names with one of these say where it stands, not who or what it is."""
_NO_NAMES: Final = stem_set(
    "monday tuesday wednesday thursday friday saturday sunday " + " ".join(MONTHS)
)


def names_others(reply: str, gold: str, question: str) -> Contradiction | None:
    """Return a name of the reply where all of its names are others than the gold's.

    Names that the question gives, and those of sources, are no reason.
    """
    wanted = _names(reason_of(gold), question)
    given = _names(reason_of(reply), question) if wanted else ()
    if not given or not {one.stem for one in wanted}.isdisjoint(stems(reply)):
        return None
    why = f"on another name than the gold: {given[0].text}, not {wanted[0].text}"
    return Contradiction(why, plain=False)


@lru_cache(maxsize=1024)
def _names(text: str, question: str) -> tuple[Word, ...]:
    known = frozenset(stems(question)) | _NO_NAMES
    return tuple(
        word
        for sentence in sentences(text)
        for run in _runs(sentence)
        if _SOURCES.isdisjoint(word.stem for word in run)
        for word in run
        if word.stem not in known and _IN_TITLE_CASE.match(word.text)
    )


def _runs(sentence: str) -> Iterator[list[Word]]:
    """Yield the capitalised words in a row, but the first, which may be any word."""
    run: list[Word] = []
    for at, word in enumerate(read_words(sentence)):
        if word.capital and (at or not sentence.startswith(word.text)):
            run.append(word)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run
