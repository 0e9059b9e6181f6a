"""What a prompt is made of becomes its id: the same parts, the same id and bytes."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

from pipeline.prompts.passages import EVIDENCE, Shown
from pipeline.prompts.render import asked_text
from pipeline.records import (
    Condition,
    Distractors,
    Prompt,
    Question,
    content_id,
)


class MadeOf(NamedTuple):
    """All that makes the text of a prompt, but for what it begins with."""

    question: str
    condition: Condition
    length: int | None
    depth: float | None
    template: str
    asked: str
    """The question as it is worded."""
    distractors: Distractors | None
    rung: str | None
    """`rung_digest` of the distractors."""
    evidence: Sequence[tuple[int, bytes]]
    """How many distractors stand before each passage of it, and `passage_digest`."""

    @property
    def parts(self) -> tuple[object, ...]:
        return (*self[:-1], *(part for pair in self.evidence for part in pair))

    def id(self, prefix: str) -> str:
        return content_id("prompt", *self.parts, prefix)


def passage_digest(passage_text: str) -> bytes:
    """Name a whole passage by its text, its heading included."""
    return blake2b(passage_text.encode(), digest_size=16).digest()


def shown_digest(whole: bytes, end: int | None) -> bytes:
    """Name as much of a passage as is shown."""
    return whole + (-1 if end is None else end).to_bytes(8, "big", signed=True)


def rung_digest(shown: Iterable[bytes]) -> str:
    """Name the distractors of one length, first to last."""
    return blake2b(b"".join(shown), digest_size=16).hexdigest()


def id_of(
    prompt: Prompt, question: Question, shown: Shown, digests: Sequence[bytes]
) -> str:
    """Return the id that a stored prompt has if these are its passages, whole."""
    passages = list(zip(digests, shown.ends, shown.classes, strict=True))
    evidence = [whole for whole, _, kind in passages if kind in EVIDENCE]
    distractors = [
        shown_digest(whole, end)
        for whole, end, kind in passages
        if kind not in EVIDENCE
    ]
    made_of = MadeOf(
        question=prompt.question,
        condition=prompt.condition,
        length=prompt.length,
        depth=prompt.depth,
        template=prompt.template,
        asked=asked_text(question),
        distractors=prompt.distractors,
        rung=None if prompt.layout is None else rung_digest(distractors),
        evidence=list(zip(prompt.evidence_at, evidence, strict=True)),
    )
    return made_of.id(prompt.prefix)
