"""Fill a template: the same record and the same passages give the same bytes."""

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


def passage(path: str, page: int, text: str) -> str:
    """Return one passage as it stands in a prompt.

    It begins with "[" and ends with a line end, so that no token reaches from one
    passage into the next: the counts of passages add up exactly (`pipeline.tokens`).
    """
    return f"{heading(path, page)}\n{text.strip()}\n\n"


def template(condition: Condition, placement: Placement) -> str:
    """Return the template text, its reply instructions filled in."""
    name = "closed-book" if condition is Condition.CLOSED_BOOK else placement.value
    return Template(_text(name)).safe_substitute(reply=_text("reply").rstrip("\n"))


def template_id(condition: Condition, placement: Placement) -> str:
    return content_id(template(condition, placement))


def render(template_text: str, question: Question, passages: Iterable[str]) -> str:
    """Return the whole prompt. One pass, so nothing in a document is filled in."""
    return Template(template_text).safe_substitute(
        question=asked(question), documents="".join(passages)
    )


def asked(question: Question) -> str:
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
