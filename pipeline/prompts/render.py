"""Fill a template: the same record and the same passages give the same bytes."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from string import Template
from typing import Final

from pipeline.records import Condition, Placement, Question, content_id

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def heading(path: str, page: int) -> str:
    """Name a passage's place, compactly, so that an answer can cite it."""
    return f"[{' '.join(path.split())} p.{page}]"


def passage_ends(head: str) -> tuple[str, str]:
    """Return what stands before and after the text of a passage.

    It begins with "[" and ends with a line end, so that no token reaches from one
    passage into the next: the counts of passages add up exactly (`pipeline.tokens`).
    """
    return f"{head}\n", "\n\n"


def passage(head: str, text: str) -> str:
    """Return one passage as it stands in a prompt."""
    before, after = passage_ends(head)
    return f"{before}{text.strip()}{after}"


def body(passage_text: str) -> str:
    """Return a passage without its heading."""
    return passage_text.partition("\n")[2]


def beginning(passage_text: str, end: int) -> str:
    """Return a passage of which only so many characters are shown."""
    head, _, text = passage_text.partition("\n")
    return passage(head, text[:end])


def template(condition: Condition, placement: Placement) -> str:
    """Return the template text, its reply instructions filled in."""
    name = "closed-book" if condition is Condition.CLOSED_BOOK else placement.value
    return Template(_text(name)).safe_substitute(reply=_text("reply").rstrip("\n"))


def template_id(condition: Condition, placement: Placement) -> str:
    return content_id(template(condition, placement))


def render(
    template_text: str, question: Question, passages: Iterable[str], prefix: str = ""
) -> str:
    """Return the whole prompt. Nothing in a question or a document is filled in."""
    before, documents, after = template_text.partition("$documents")
    asked = asked_text(question)
    parts = [f"{prefix}\n\n"] if prefix else []
    parts.append(_filled(before, asked))
    if documents:
        parts += passages
    parts.append(_filled(after, asked))
    return "".join(parts)


def _filled(part: str, asked: str) -> str:
    return Template(part).safe_substitute(question=asked)


def unique_prefix(*parts: object) -> str:
    """Return a line that no other prompt begins with, always of the same size.

    Four groups of three digits, each one token of `o200k_base`.
    """
    digits = f"{int(content_id(*parts), 16) % 10**12:012}"
    return f"Request {' '.join(re.findall('...', digits))}"


def asked_text(question: Question) -> str:
    """Return the question on one line, its options below it."""
    text = " ".join(question.text.split())
    if not question.choices:
        return text
    choices = [" ".join(choice.split()) for choice in question.choices]
    options = [f"{letter}) {c}" for letter, c in zip(LETTERS, choices, strict=False)]
    return "\n".join([text, "Options:", *options])


@cache
def _text(name: str) -> str:
    path = files("pipeline.prompts") / "templates" / f"{name}.txt"
    return path.read_text(encoding="utf-8")
