"""A stored prompt and its layout become the passages that it shows, and its text.

The passages are the same as the view `prompt_passages` has (a test compares the two).
"""

from collections.abc import Sequence
from itertools import compress
from typing import Final, NamedTuple

from pipeline.prompts.render import beginning, render, template
from pipeline.prompts.texts import Texts
from pipeline.records import Layout, PassageClass, Prompt, Question

EVIDENCE: Final = (PassageClass.GOLD, PassageClass.OTHER_GOLD)


class Shown(NamedTuple):
    """The passages of a prompt, first to last: three lists of one length."""

    chunks: list[int]
    ends: list[int | None]
    classes: list[PassageClass]


def passages_of(prompt: Prompt, layout: Layout | None) -> Shown:
    """Return what a prompt shows; no layout means no distractors."""
    shown = Shown([], [], []) if layout is None else _distractors(prompt, layout)
    evidence = zip(
        prompt.evidence, prompt.evidence_at, prompt.evidence_own, strict=True
    )
    for chunk, at, own in reversed(list(evidence)):  # so that places stay as they are
        shown.chunks.insert(at, chunk)
        shown.ends.insert(at, None)
        shown.classes.insert(at, PassageClass.GOLD if own else PassageClass.OTHER_GOLD)
    return shown


def _distractors(prompt: Prompt, layout: Layout) -> Shown:
    most = -1 if prompt.rung is None else prompt.rung
    shown = [rung <= most for rung in layout.rungs]
    return Shown(
        list(compress(layout.chunks, shown)),
        list(compress(layout.ends, shown)),
        list(compress(layout.classes, shown)),
    )


def text_of(
    prompt: Prompt, layout: Layout | None, question: Question, texts: Texts
) -> str:
    """Return the exact text of a prompt."""
    shown = passages_of(prompt, layout)
    found = shown_texts(texts.of(shown.chunks), shown)
    form = template(prompt.condition, prompt.placement)
    return render(form, question, found, prompt.prefix)


def shown_texts(whole: Sequence[str], shown: Shown) -> list[str]:
    """Return as much of each passage as is shown."""
    return [
        text if end is None else beginning(text, end)
        for text, end in zip(whole, shown.ends, strict=True)
    ]
