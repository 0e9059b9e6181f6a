"""Which question a prompt asks, and where in it the evidence stands. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pipeline.records import Evidence, PlantRole, Question

_ASKED: Final = "Question: "
_LOOKED_AT: Final = 8_192
"""Characters at both ends of a prompt in which a question is looked for."""
_OPEN, _CLOSE = "<documents>", "</documents>"
_WORDS: Final = 6
"""Words at either end of a quote that stand for it where a page end cuts it."""


class Shown(StrEnum):
    EVIDENCE = "evidence"
    NO_EVIDENCE = "no evidence"
    NO_DOCUMENTS = "no documents"


@dataclass(frozen=True, slots=True)
class Sight:
    """What a prompt shows of the evidence of its question."""

    shown: Shown
    depth: float | None = None
    """Share of the documents' text that stands before it."""


class Gold:
    """All questions that may be asked, by their text."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._by_text: Mapping[str, Question] = {
            " ".join(question.text.split()): question
            # A twin has the words of a question that can be answered: that one counts.
            for question in sorted(questions, key=lambda q: q.answerable)
        }
        self.questions = tuple(questions)

    def asked(self, prompt: str) -> Question | None:
        """Return the question that a prompt asks, by its line or by its words."""
        ends = (prompt[:_LOOKED_AT], prompt[-_LOOKED_AT:])
        for end in ends:
            for line in _lines(end):
                if found := self._by_text.get(line):
                    return found
        folded = [" ".join(end.split()) for end in ends]
        held = [t for t in self._by_text if any(t in end for end in folded)]
        return self._by_text[max(held, key=len)] if held else None


def look(prompt: str, question: Question) -> Sight:
    """Find the evidence: by its quote, or where it has none by its page's heading.

    A planted fact is its own quote.
    """
    start = prompt.find(_OPEN)
    documents = start >= 0
    end = prompt.rfind(_CLOSE) if documents else len(prompt)
    start = max(start, 0)
    end = len(prompt) if end < start else end
    places = [
        place
        for evidence in (*question.evidence, *_planted(question))
        if (place := _place(prompt, evidence, start)) >= 0
    ]
    if places:
        middle = sum(places) / len(places)
        depth = min(1.0, max(0.0, (middle - start) / max(1, end - start)))
        return Sight(Shown.EVIDENCE, depth)
    return Sight(Shown.NO_EVIDENCE if documents else Shown.NO_DOCUMENTS)


def _planted(question: Question) -> Iterator[Evidence]:
    for plant in question.plants:
        if plant.role is PlantRole.EVIDENCE:
            yield Evidence(document=plant.document, quote=plant.text)


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.startswith(_ASKED):
            yield " ".join(line.removeprefix(_ASKED).split())


def _place(prompt: str, evidence: Evidence, start: int) -> int:
    if evidence.quote is None:
        page = "" if evidence.page is None else f"{evidence.page}]"
        return prompt.find(f"{evidence.document} p.{page}", start)
    whole = prompt.find(evidence.quote, start)
    if whole >= 0:
        return whole
    words = evidence.quote.split()
    for part in (words, words[:_WORDS], words[-_WORDS:]):
        pattern = re.compile(r"\s+".join(map(re.escape, part)))
        if found := pattern.search(prompt, start):
            return found.start()
    return -1
