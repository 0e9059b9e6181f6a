"""A run in, its prompts with what they have of size and depth out."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.errors import CorpusError, SettingsError
from pipeline.prompts.looking import chunks_of
from pipeline.prompts.render import render, template
from pipeline.prompts.texts import ShownChunk
from pipeline.records import Arrangement, Prompt, Question, Run
from pipeline.store import Store
from pipeline.tokens import count


class Listed(NamedTuple):
    """A prompt, and how near it comes to what was asked."""

    prompt: Prompt
    under: int | None
    """How many tokens it is shorter than asked."""
    off: int | None
    """How many tokens its evidence stands before or behind the asked depth; `None`
    where there is none, or more than one piece of it."""


def run_named(store: Store, name: str | None) -> Run:
    """Return the run of that name, or the only one there is."""
    known = {run.name: run for run in store.select("report_runs", Run)}
    if not known:
        raise nothing_yet()
    if name is None and len(known) > 1:
        message = f"there are several runs, name one: {', '.join(known)}"
        raise SettingsError(message)
    name = next(iter(known)) if name is None else name
    if name not in known:
        kind = "run"
        raise SettingsError.unknown(kind, name, known)
    return known[name]


def nothing_yet() -> CorpusError:
    return CorpusError("the workspace holds no prompts yet; `docqa plan` builds them")


def listed(store: Store, run: Run, prompts: Sequence[Prompt]) -> list[Listed]:
    """Measure the prompts of a run against what was asked of them."""
    asked = store.select(
        "prompts_asked", Question, collection=run.collection, question=None
    )
    questions = {question.id: question for question in asked}
    numbers = sorted({number for prompt in prompts for number in prompt.evidence})
    chunks = {chunk.number: chunk for chunk in chunks_of(store, run.corpus, numbers)}
    return [
        Listed(
            prompt,
            None if prompt.length is None else prompt.length - prompt.tokens,
            _off(prompt, questions.get(prompt.question), chunks),
        )
        for prompt in prompts
    ]


def _off(
    prompt: Prompt, question: Question | None, chunks: Mapping[int, ShownChunk]
) -> int | None:
    own = [
        chunks.get(number)
        for number, own in zip(prompt.evidence, prompt.evidence_own, strict=True)
        if own
    ]
    known = [chunk for chunk in own if chunk is not None]
    if question is None or len(known) < len(own) or not _one_piece(known):
        return None
    if prompt.depth is None or prompt.measured_depth is None:
        return None
    if prompt.arrangement is Arrangement.SPREAD and len(own) > 1:
        return None
    text = template(prompt.condition, prompt.placement)
    frame = render(text, question, (), prompt.prefix)
    others = prompt.tokens - count(frame) - sum(count(c.passage) for c in known)
    return round(abs(prompt.measured_depth - prompt.depth) * others)


def _one_piece(chunks: Iterable[ShownChunk]) -> bool:
    places = sorted((chunk.document, chunk.ordinal) for chunk in chunks)
    return bool(places) and all(
        one == other and last + 1 == next_
        for (one, last), (other, next_) in pairwise(places)
    )
