"""A stored prompt and its layout become the passages that it shows, and its text.

The passages are the same as the view `prompt_passages` has (a test compares the two).
"""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.prompts.render import beginning, render, template
from pipeline.prompts.texts import Texts
from pipeline.records import Layout, PassageClass, Prompt, Question


class ShownPassage(NamedTuple):
    chunk: int
    end: int | None
    kind: PassageClass


def passages_of(prompt: Prompt, layout: Layout | None) -> Iterator[ShownPassage]:
    """Yield the passages of a prompt, first to last; no layout means no distractors."""
    evidence = _Evidence(prompt)
    passed = 0
    for chunk, end, kind, rung in _distractors(layout):
        if prompt.rung is not None and rung <= prompt.rung:
            yield from evidence.up_to(passed)
            yield ShownPassage(chunk, end, kind)
            passed += 1
    yield from evidence.up_to(passed)


def text_of(
    prompt: Prompt, layout: Layout | None, question: Question, texts: Texts
) -> str:
    """Return the exact text of a prompt."""
    shown = list(passages_of(prompt, layout))
    found = texts.of([one.chunk for one in shown])
    return render(
        template(prompt.condition, prompt.placement),
        question,
        (
            text if one.end is None else beginning(text, one.end)
            for one, text in zip(shown, found, strict=True)
        ),
        prompt.prefix,
    )


class _Evidence:
    def __init__(self, prompt: Prompt) -> None:
        self._waiting = list(
            zip(prompt.evidence, prompt.evidence_at, prompt.evidence_own, strict=True)
        )[::-1]

    def up_to(self, passed: int) -> Iterator[ShownPassage]:
        while self._waiting and self._waiting[-1][1] <= passed:
            chunk, _, own = self._waiting.pop()
            kind = PassageClass.GOLD if own else PassageClass.OTHER_GOLD
            yield ShownPassage(chunk, None, kind)


def _distractors(
    layout: Layout | None,
) -> Iterator[tuple[int, int | None, PassageClass, int]]:
    if layout is not None:
        yield from zip(
            *(layout.chunks, layout.ends, layout.classes, layout.rungs), strict=True
        )
