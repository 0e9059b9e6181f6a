"""One prompt in; what is known of it, a strip and a table of its passages out."""

from collections.abc import Iterator
from typing import Final

from pipeline.cli.columns import Column, table, terminal_columns
from pipeline.documents.visible import visible
from pipeline.prompts.shown import Look, Part
from pipeline.prompts.strip import DRESSES, line, question_place, shares
from pipeline.records import Cache, Condition, PassageClass, Prompt

_WIDEST_STRIP: Final = 100
_COLUMNS: Final = (
    Column(" "),
    Column("position", right=True),
    Column("class"),
    Column("document", soft=True, keep_end=True, least=20),
    Column("page", right=True),
    Column("tokens", right=True),
    Column("depth", right=True, soft=True),
    Column("cut", soft=True),
)


def look_lines(found: Look) -> Iterator[str]:
    for name, value in _facts(found):
        yield f"{name:<13}{visible(value)}"
    if not found.parts:
        return
    yield ""
    room = min(terminal_columns() or _WIDEST_STRIP, _WIDEST_STRIP)
    yield line(found.parts, room)
    yield "   ".join(
        f"{DRESSES[one.kind].letter} {one.words}" for one in shares(found.parts)
    )
    yield ""
    rows = [_cells(number, part) for number, part in enumerate(found.parts, 1)]
    yield from table(_COLUMNS, rows, terminal_columns())


def look_data(found: Look) -> dict[str, object]:
    return {
        "prompt": found.prompt.model_dump(mode="json"),
        "question": found.question.model_dump(mode="json"),
        "runs": list(found.runs),
        "as_sent": found.exact,
        "tokens_now": found.tokens,
        "passages": [
            {
                "position": number,
                "class": part.kind.value,
                "document": part.path,
                "page": part.page,
                "tokens": part.tokens,
                "depth": part.depth,
                "cut": part.cut,
            }
            for number, part in enumerate(found.parts, 1)
        ],
    }


def _facts(found: Look) -> Iterator[tuple[str, str]]:
    prompt, question = found.prompt, found.question
    yield "id", prompt.id
    yield "question", f"{question.text} ({question.id})"
    yield "answer", " | ".join(question.answers) or "not in the documents"
    yield "condition", prompt.condition
    asked = "" if prompt.length is None else f" ({prompt.length:,} asked)"
    yield "tokens", f"{prompt.tokens:,}{asked}"
    if prompt.depth is not None:
        yield "depth", _depth(prompt)
    if prompt.condition is not Condition.CLOSED_BOOK:
        yield "placement", question_place(prompt.placement)
    if prompt.distractors is not None:
        yield "distractors", prompt.distractors
    if prompt.arrangement is not None:
        yield "arrangement", prompt.arrangement
    yield "cache", _cache(prompt)
    if prompt.layout is not None:
        yield "leaks", f"{prompt.leaks_dropped:,} passages kept out"
    yield "runs", ", ".join(found.runs) or "none any more"


def _depth(prompt: Prompt) -> str:
    if prompt.measured_depth is None:
        return f"its evidence was taken from {prompt.depth:g}"
    return f"{prompt.measured_depth:.3f} ({prompt.depth:g} asked)"


def _cache(prompt: Prompt) -> str:
    if prompt.cache is Cache.WARM:
        return "warm"
    return f"cold: begins with {prompt.prefix!r}, for repeat {prompt.repeat}"


def _cells(number: int, part: Part) -> tuple[str, ...]:
    return (
        ">" if part.kind is PassageClass.GOLD else "",
        f"{number:,}",
        part.kind,
        part.path,
        f"p.{part.page}",
        f"{part.tokens:,}",
        "" if part.depth is None else f"{part.depth:.3f}",
        "cut" if part.cut else "",
    )
