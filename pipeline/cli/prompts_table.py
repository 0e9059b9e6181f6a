"""Prompts in; a table of them, and what is worst among them, out."""

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.cli.columns import Column, table, terminal_columns
from pipeline.prompts.listing import Listed
from pipeline.prompts.looking import short
from pipeline.prompts.strip import question_place
from pipeline.records import Condition, Placement, Prompt

_NO_DATA: Final = {"evidence", "evidence_at", "evidence_own"}
_COLUMNS: Final = (
    Column("id"),
    Column("question", soft=True, keep_end=True, least=12),
    Column("condition", soft=True, least=12),
    Column("length", right=True, soft=True),
    Column("tokens", right=True),
    Column("depth", right=True, soft=True),
    Column("measured", right=True, soft=True),
    Column("placement", soft=True),
    Column("distractors", soft=True),
    Column("repeat", right=True, soft=True),
    Column("passages", right=True),
    Column("leaks", right=True, soft=True),
)


def table_lines(rows: Sequence[Listed]) -> Iterator[str]:
    """Yield the table; what all prompts have in common is in `totals`."""
    if not rows:
        return
    prompts = [row.prompt for row in rows]
    digits = short([prompt.id for prompt in prompts])
    told = _Told(prompts)
    cells = [_cells(prompt, digits, told) for prompt in prompts]
    yield from table(_COLUMNS, cells, terminal_columns())


def table_data(rows: Sequence[Listed]) -> list[dict[str, object]]:
    return [
        {
            **row.prompt.model_dump(mode="json", exclude=_NO_DATA),
            "tokens_under_length": row.under,
            "tokens_off_depth": row.off,
        }
        for row in rows
    ]


def totals(rows: Sequence[Listed]) -> str:
    """Say what all have in common, and the worst of size, depth and leaks."""
    told = _Told([row.prompt for row in rows])
    contexts = [row for row in rows if row.prompt.condition is Condition.CONTEXT]
    under = [row.under for row in contexts if row.under is not None]
    removed = [
        row.under
        for row in rows
        if row.prompt.condition is Condition.GOLD_REMOVED and row.under is not None
    ]
    off = [row.off for row in contexts if row.off is not None]
    leaks = max((row.prompt.leaks_dropped for row in rows), default=0)
    parts = [", ".join([_counted(len(rows), told.condition), *_common(told)])]
    if under:
        parts.append(f"contexts at most {max(under):,} tokens under their length")
    if removed:
        parts.append(
            f"gold-removed, which lack their evidence, at most {max(removed):,} under"
        )
    if off:
        parts.append(f"evidence at most {max(off):,} tokens off its depth")
    parts.append(f"at most {leaks:,} leaks kept out of one")
    return "; ".join(parts)


def _counted(count: int, condition: str) -> str:
    noun = "prompt" if count == 1 else "prompts"
    return f"{count:,} {condition} {noun}" if condition else f"{count:,} {noun}"


def _common(told: "_Told") -> Iterator[str]:
    if told.placement:
        yield question_place(Placement(told.placement))
    if told.distractors:
        yield f"{told.distractors} distractors"


class _Told:
    """What is said once, as it is the same for all prompts that have it."""

    def __init__(self, prompts: Sequence[Prompt]) -> None:
        documents = [p for p in prompts if p.condition is not Condition.CLOSED_BOOK]
        self.condition = _one({prompt.condition for prompt in prompts})
        self.placement = _one({prompt.placement for prompt in documents})
        self.distractors = _one({p.distractors for p in documents if p.distractors})
        self.repeats = len({prompt.repeat for prompt in prompts}) > 1


def _one(values: set[str]) -> str:
    """Return the value where there is no other; empty where there are several."""
    return next(iter(values)) if len(values) == 1 else ""


def _cells(prompt: Prompt, digits: int, told: _Told) -> tuple[str, ...]:
    closed = prompt.condition is Condition.CLOSED_BOOK
    return (
        prompt.id[:digits],
        prompt.question,
        "" if told.condition else prompt.condition,
        "" if prompt.length is None else f"{prompt.length:,}",
        f"{prompt.tokens:,}",
        "" if prompt.depth is None else f"{prompt.depth:g}",
        "" if prompt.measured_depth is None else f"{prompt.measured_depth:.3f}",
        "" if told.placement or closed else prompt.placement,
        "" if told.distractors else prompt.distractors or "",
        str(prompt.repeat) if told.repeats and prompt.repeat is not None else "",
        f"{prompt.passages:,}",
        f"{prompt.leaks_dropped:,}" if prompt.leaks_dropped else "",
    )
