"""Build one question's prompts: its controls, and its contexts of every length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.prompts.context import (
    Passage,
    arrange,
    ladder,
    measured_depth,
    ranked,
)
from pipeline.prompts.design import Cell, controls_of, depths_of
from pipeline.prompts.leaks import without_leaks
from pipeline.prompts.library import Library
from pipeline.prompts.render import render, template, template_id
from pipeline.records import Condition, Prompt, Question, Unbuilt, content_id
from pipeline.settings import BenchSettings
from pipeline.tokens import count


@dataclass(frozen=True, slots=True)
class Missing:
    cell: Cell
    reason: str

    def as_row(self, run: str, question: str) -> Unbuilt:
        return Unbuilt(
            run=run,
            question=question,
            condition=self.cell.condition,
            length=self.cell.length,
            depth=self.cell.depth,
            reason=self.reason,
        )


@dataclass(frozen=True, slots=True)
class _Layout:
    passages: Sequence[Passage]
    gold: int
    """How many of them are gold."""
    first: int
    leaks: int


class Builder:
    """Builds one question's prompts after another from the same library."""

    def __init__(self, library: Library, settings: BenchSettings) -> None:
        self._library = library
        self._settings = settings
        self._lengths = sorted(settings.lengths)

    def of(
        self, place: int, question: Question, gold: Sequence[Passage]
    ) -> Iterator[Prompt | Missing]:
        for cell in controls_of(question, self._settings.controls):
            shown = gold if cell.condition is Condition.GOLD_ONLY else ()
            yield self._prompt(question, cell, _Layout(shown, len(gold), 0, 0))
        yield from self._contexts(place, question, gold)

    def _contexts(
        self, place: int, question: Question, gold: Sequence[Passage]
    ) -> Iterator[Prompt | Missing]:
        bare = self._text(question, Condition.CONTEXT, ())
        fixed = count(bare) + sum(p.tokens for p in gold)
        pool, leaks = self._pool(question, gold)
        served = [length for length in self._lengths if length >= fixed]
        budgets = [length - fixed for length in served]
        rungs = ladder(pool, budgets, self._library.beginnings)
        fillings = dict(zip(served, rungs, strict=True))
        greatest = fixed + sum(p.tokens for p in pool)
        for rung, length in enumerate(self._lengths):
            for cell in self._cells(place, rung, length, question):
                filling = fillings.get(length)
                if length < fixed:
                    yield Missing(cell, f"its evidence alone needs {fixed:,} tokens")
                elif filling is None:
                    yield Missing(cell, _unfilled(length, greatest))
                else:
                    yield self._arranged(question, cell, filling, gold, leaks)

    def _cells(
        self, place: int, rung: int, length: int, question: Question
    ) -> list[Cell]:
        if not question.answerable:
            return [Cell(Condition.CONTEXT, length, None)]
        design = self._settings.depth_design
        depths = depths_of(place, rung, self._settings.depths, design)
        return [Cell(Condition.CONTEXT, length, depth) for depth in depths]

    def _pool(
        self, question: Question, gold: Sequence[Passage]
    ) -> tuple[list[Passage], int]:
        """Return the ranked distractors: other documents' passages, without leaks."""
        documents = {p.document for p in gold}
        others = [p for p in self._library.passages if p.document not in documents]
        kept, leaks = without_leaks(others, question, self._library)
        return ranked(kept, seed=self._settings.seed, question=question.id), leaks

    def _arranged(
        self,
        question: Question,
        cell: Cell,
        filling: Sequence[Passage],
        gold: Sequence[Passage],
        leaks: int,
    ) -> Prompt:
        seed = self._settings.seed
        documents = {p.document for p in filling}
        order = {d: content_id(seed, question.id, d) for d in documents}
        passages, first = arrange(filling, gold, depth=cell.depth, order=order)
        return self._prompt(question, cell, _Layout(passages, len(gold), first, leaks))

    def _prompt(self, question: Question, cell: Cell, layout: _Layout) -> Prompt:
        text = self._text(question, cell.condition, layout.passages)
        tokens = count(text)
        assert cell.length is None or tokens <= cell.length, "a prompt over its length"
        shown = bool(layout.passages) and layout.gold > 0
        first = layout.first if shown else None
        last = layout.first + layout.gold - 1 if shown else None
        in_context = cell.condition is Condition.CONTEXT and first is not None
        return Prompt(
            id=content_id("prompt", question.id, *cell, text),
            question=question.id,
            condition=cell.condition,
            length=cell.length,
            tokens=tokens,
            depth=cell.depth,
            measured_depth=(
                measured_depth(layout.passages, first, last)
                if in_context and first is not None and last is not None
                else None
            ),
            placement=self._settings.placement,
            template=template_id(cell.condition, self._settings.placement),
            chunk_documents=tuple(p.document for p in layout.passages),
            chunk_ordinals=tuple(p.ordinal for p in layout.passages),
            chunk_ends=tuple(p.end for p in layout.passages),
            gold_first=first,
            gold_last=last,
            leaks_dropped=layout.leaks,
            seed=self._settings.seed,
        )

    def _text(
        self, question: Question, condition: Condition, passages: Sequence[Passage]
    ) -> str:
        return render(
            template(condition, self._settings.placement),
            question,
            (self._library.text(*p.chunk, p.end) for p in passages),
        )


def _unfilled(length: int, greatest: int) -> str:
    if greatest < length:
        return f"the corpus is too small: it fills at most {greatest:,} tokens"
    return "no choice of whole passages comes near enough to it from below"
