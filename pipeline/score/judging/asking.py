"""An answer, its question and its gold in; the two exact texts for a judge out. Pure.

All that others wrote stands between fences. Their mark is made of the texts themselves,
so the same case gives the same bytes, and it occurs in none of them: no text can close
its own fence and go on as an instruction.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Template
from typing import Final, NamedTuple

from pipeline.records import AnswerType, Record, content_id
from pipeline.score.reading.reply import read_reply
from pipeline.tokens import count
from pipeline.values.fences import fenced, nonce_for, visible

LONGEST: Final = 100_000
"""Characters of a reply; a longer one is left unscored, never cut for a judge."""
_FREE: Final = "free_text"
_SHORT: Final = "short"
TEMPLATES: Final[Mapping[AnswerType, str]] = {
    AnswerType.FREE_TEXT: _FREE,
    AnswerType.TEXT: _SHORT,
    AnswerType.NUMBER: _SHORT,
    AnswerType.DATE: _SHORT,
    AnswerType.BOOLEAN: _SHORT,
    AnswerType.CHOICE: _SHORT,
    AnswerType.LIST: _SHORT,
}
"""Files of `prompts/`. An unanswerable question has none: no gold, nothing to hold an
answer against."""


class Case(Record):
    """An answer to be judged."""

    call: str
    """The candidate's; empty for an answer from elsewhere."""
    gold: str
    """`Question.gold`."""
    models: tuple[str, ...]
    """The ids under which the candidate was asked."""
    question: str
    answer_type: AnswerType
    answers: tuple[str, ...]
    choices: tuple[str, ...] = ()
    unit: str | None = None
    reply: str
    """What the candidate wrote."""

    @property
    def judgeable(self) -> bool:
        known = self.answer_type in TEMPLATES and any(map(str.strip, self.answers))
        return known and len(self.reply) <= LONGEST


class JudgePrompt(NamedTuple):
    """One text for a judge, which `render` makes when it is sent: a run has many."""

    id: str
    """Content id of the exact text."""
    tokens: int
    swapped: bool
    """The answer stands before the gold."""


class Sheet(NamedTuple):
    """A case, and the texts that judges are asked about it, one in each order."""

    case: Case
    prompts: tuple[JudgePrompt, ...]


def sheet(case: Case) -> Sheet:
    return Sheet(case, tuple(_prompt(case, swapped=s) for s in (False, True)))


def _prompt(case: Case, *, swapped: bool) -> JudgePrompt:
    text = render(case, swapped=swapped)
    return JudgePrompt(content_id(text), count(text), swapped)


def render(case: Case, *, swapped: bool) -> str:
    """Fill the template of the case's type. Nothing inside a text is filled in."""
    unit = [f"(asked for in {_one_line(case.unit)})"] if case.unit else []
    question = visible("\n".join([case.question, *_options(case.choices), *unit]))
    gold = visible("\n".join(case.answers))
    answer = visible(_answer(case.reply))
    nonce = nonce_for([question, gold, answer])
    asked = fenced("Question", question, nonce)
    wanted = fenced(_gold_title(case), gold, nonce)
    given = fenced("Answer to be graded", answer, nonce)
    blocks = (asked, given, wanted) if swapped else (asked, wanted, given)
    template = Template(_template(TEMPLATES[case.answer_type]))
    return template.substitute(nonce=nonce, blocks="\n\n".join(blocks))


def _gold_title(case: Case) -> str:
    if case.answer_type is AnswerType.LIST:
        return "Reference answer, one item a line, all of them wanted"
    if len(case.answers) > 1:
        return "Reference answers, of which any one is right"
    return "Reference answer"


def _options(choices: Sequence[str]) -> list[str]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [f"{letter}) {c}" for letter, c in zip(letters, choices, strict=False)]


def _answer(reply: str) -> str:
    """Return the answer without the thinking and the citations around it."""
    read = read_reply(reply)
    unit = f" {read.unit}" if read.unit else ""
    return f"{read.field}{unit}" if read.field else read.phrase or reply


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())


@cache
def _template(name: str) -> str:
    path = files("pipeline.score.judging") / "prompts" / f"{name}.txt"
    return path.read_text(encoding="utf-8")
