"""A stored prompt and its chunks become what a model reads, piece by piece.

A piece is a passage with its size and its place. The text is made again from what is
stored now, and `Look.exact` says whether it still is what was sent.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.prompts.identity import id_of, passage_digest
from pipeline.prompts.passages import Shown, passages_of, shown_texts
from pipeline.prompts.render import render
from pipeline.prompts.texts import ShownChunk
from pipeline.records import Layout, PassageClass, Prompt, Question
from pipeline.tokens import count


class Part(NamedTuple):
    """One passage of a prompt."""

    kind: PassageClass
    path: str
    page: int
    tokens: int
    depth: float | None
    """Share of all but the question's evidence that stands before it; `None` where
    nothing but evidence is shown."""
    cut: bool
    """Only its beginning is shown."""


class Look(NamedTuple):
    """A prompt as it can be shown now."""

    prompt: Prompt
    question: Question
    runs: Sequence[str]
    """The runs that it was planned for."""
    parts: Sequence[Part]
    text: str
    tokens: int
    """Of the text: other than `prompt.tokens` only where it is not exact."""
    exact: bool
    """Byte for byte the text that the prompt's id stands for."""


def look_at(
    prompt: Prompt,
    layout: Layout | None,
    asked: tuple[Question, Sequence[str]],
    template_text: str,
    chunks: Mapping[int, ShownChunk],
) -> Look:
    """Fill the template again. Raises `KeyError` for a chunk that is not there."""
    question, runs = asked
    shown = passages_of(prompt, layout)
    found = [chunks[number] for number in shown.chunks]
    whole = [chunk.passage for chunk in found]
    texts = shown_texts(whole, shown)
    digests = [passage_digest(text) for text in whole]
    text = render(template_text, question, texts, prompt.prefix)
    return Look(
        prompt,
        question,
        runs,
        _parts(shown, found, texts),
        text,
        count(text),
        id_of(prompt, question, shown, digests) == prompt.id,
    )


def _parts(
    shown: Shown, chunks: Sequence[ShownChunk], texts: Sequence[str]
) -> list[Part]:
    sizes = [count(text) for text in texts]
    others = sum(
        size
        for kind, size in zip(shown.classes, sizes, strict=True)
        if kind is not PassageClass.GOLD
    )
    found: list[Part] = []
    passed = 0
    for kind, end, chunk, size in zip(
        *(shown.classes, shown.ends, chunks, sizes), strict=True
    ):
        depth = passed / others if others else None
        cut = end is not None
        found.append(Part(kind, chunk.path, chunk.page, size, depth, cut))
        passed += 0 if kind is PassageClass.GOLD else size
    return found
