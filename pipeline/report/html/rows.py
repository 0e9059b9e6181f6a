"""What the queries `html_*.sql` return, row by row."""

from typing import NamedTuple

from pipeline.records import AnswerType, PassageClass, Prompt, Record, Usage


class CallRow(Record):
    """One planned call; its texts are cut to what was asked for."""

    model: str
    prompt: str
    repeat: int
    result: str
    """How it ended: the verdict of an answered call, else the outcome."""
    answer: str | None
    answer_chars: int | None
    """Of the whole answer, as the next is of the reason."""
    given: str | None
    """What of the answer was compared."""
    reason: str | None
    """Of the verdict, or of the failure."""
    reason_chars: int | None
    scorer: str | None
    cited: tuple[str, ...] | None
    usage: Usage | None
    cost_usd: float | None
    attempts: int | None
    first_token_s: float | None
    answer_s: float | None
    felt_s: float | None
    censored_s: float | None
    finish_reason: str | None
    replayed_from: str | None


class ShelfRow(Record):
    """The distractors of one layout at one length, in the order in which they stand."""

    layout: str
    rung: int
    classes: tuple[PassageClass, ...]
    tokens: tuple[int, ...]
    """Of each whole chunk, without the heading that it has in a prompt."""


class PassageRow(Record):
    """A chunk that is evidence in a prompt."""

    number: int
    path: str
    page: int
    tokens: int


class QuestionRow(Record):
    id: str
    text: str
    text_chars: int
    answers: tuple[str, ...]
    answer_type: AnswerType
    choices: tuple[str, ...]
    category: str | None


class Calls(NamedTuple):
    """The calls of a run, and what they were about."""

    planned: int
    """Of the whole run; `calls` are the first of each model if these are too many."""
    calls: list[CallRow]
    prompts: list[Prompt]
    shelves: list[ShelfRow]
    passages: list[PassageRow]
    questions: list[QuestionRow]
