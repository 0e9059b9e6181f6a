"""What a prompt is made of becomes its id: the same parts, the same id and bytes."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from pipeline.prompts.passages import ShownPassage
from pipeline.prompts.render import asked_text
from pipeline.records import PassageClass, Prompt, Question, content_id

_EVIDENCE = (PassageClass.GOLD, PassageClass.OTHER_GOLD)


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
    prompt: Prompt,
    question: Question,
    shown: Sequence[ShownPassage],
    digests: Sequence[bytes],
) -> str:
    """Return the id that a stored prompt has when these are its whole passages."""
    passages = list(zip(shown, digests, strict=True))
    evidence = [whole for one, whole in passages if one.kind in _EVIDENCE]
    distractors = [
        shown_digest(whole, one.end)
        for one, whole in passages
        if one.kind not in _EVIDENCE
    ]
    rung = None if prompt.layout is None else rung_digest(distractors)
    return content_id(
        *("prompt", prompt.question, prompt.condition, prompt.length, prompt.depth),
        *(prompt.template, asked_text(question), prompt.distractors, rung),
        *(p for pair in zip(prompt.evidence_at, evidence, strict=True) for p in pair),
        prompt.prefix,
    )
