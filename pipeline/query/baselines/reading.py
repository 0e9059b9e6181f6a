"""Read a prompt as any reader must: what is asked, and the sentences to look in."""

import re
from dataclasses import dataclass
from typing import Final

_OPEN: Final = "<documents>\n"
_CLOSE: Final = "</documents>"
_QUESTION = re.compile(r"^Question: (.*(?:\nOptions:(?:\n[A-Z]\) .*)+)?)", re.MULTILINE)
_OPTION = re.compile(r"^[A-Z]\) (.*)", re.MULTILINE)
_HEADING = re.compile(r"\[.{1,400} p\.\d+\]")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z\"'(])")
LONGEST_SENTENCE: Final = 600
"""Characters: a longer line is no sentence, and is cut."""


@dataclass(frozen=True, slots=True)
class Task:
    question: str
    options: tuple[str, ...]
    documents: str


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    page: str
    """The heading of its passage, as an answer should cite it."""


def understand(prompt: str) -> Task:
    """Find the question outside the documents, whichever side of them it stands on."""
    start, end = prompt.find(_OPEN), prompt.rfind(_CLOSE)
    inside = 0 <= start < end
    documents = prompt[start + len(_OPEN) : end] if inside else ""
    around = prompt[:start] + "\n" + prompt[end:] if inside else prompt
    found = _QUESTION.search(around)
    asked = found[1] if found else ""
    return Task(
        question=asked.partition("\nOptions:")[0],
        options=tuple(option[1].strip() for option in _OPTION.finditer(asked)),
        documents=documents,
    )


def sentences(documents: str) -> list[Sentence]:
    """Cut at line and sentence ends; a table row is a line, and so a sentence."""
    found: list[Sentence] = []
    page = ""
    for line in documents.split("\n"):
        if _HEADING.fullmatch(line):
            page = line[1:-1]
            continue
        for text in _SENTENCE_END.split(line):
            stripped = text.strip()
            if stripped:
                found.append(Sentence(stripped[:LONGEST_SENTENCE], page))
    return found
