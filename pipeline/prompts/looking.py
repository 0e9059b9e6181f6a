"""The beginning of a prompt's id in, what that prompt says out."""

from collections.abc import Sequence
from typing import Final

from pipeline.errors import CorpusError, SettingsError
from pipeline.prompts.passages import passages_of
from pipeline.prompts.shown import Look, look_at
from pipeline.prompts.texts import ShownChunk
from pipeline.records import Layout, Prompt, Question, Record
from pipeline.store import Store

_FEW: Final = 5
"""Ids that a message names."""
SHORT_ID: Final = 10
"""Digits that tell the prompts of a workspace apart, but for great bad luck."""


class _Home(Record):
    """A corpus and a question set that a prompt may come from."""

    corpus: str
    collection: str
    runs: tuple[str, ...]
    """Those that planned it."""


class _Template(Record):
    text: str


def look(store: Store, beginning: str) -> Look:
    """Return the prompt whose id begins so, its text made again.

    Raises `SettingsError` when none or several do, `CorpusError` when what it showed
    is gone.
    """
    prompt = _named(store, beginning.strip().lower())
    layouts = store.select("prompts_layout", Layout, id=prompt.layout)
    layout = layouts[0] if layouts else None
    if len(passages_of(prompt, layout).chunks) != prompt.passages:
        message = (
            f"an older docqa built the prompt {prompt.id!r}, and which passages it "
            "showed is no longer known; `docqa plan` builds it anew"
        )
        raise CorpusError(message)
    seen = None
    for home in store.select(
        "prompts_homes", _Home, prompt=prompt.id, question=prompt.question
    ):
        seen = _seen(store, prompt, layout, home) or seen
        if seen and seen.exact:
            break
    if seen is None:
        message = (
            f"what the prompt {prompt.id!r} showed is no longer in the workspace: its "
            "question or one of its documents was removed"
        )
        raise CorpusError(message)
    return seen


def short(ids: Sequence[str]) -> int:
    """Return how many digits tell these ids apart, at least `SHORT_ID`."""
    digits = SHORT_ID
    while len({name[:digits] for name in ids}) < len(set(ids)):
        digits += 1
    return digits


def _named(store: Store, beginning: str) -> Prompt:
    found = select_prompts(store, beginning=beginning)
    if len(found) == 1:
        return found[0]
    if not found:
        message = (
            f"no prompt's id begins with {beginning!r}; "
            "`docqa prompts table` shows all of a run"
        )
        raise SettingsError(message)
    digits = short([prompt.id for prompt in found])
    names = [prompt.id[:digits] for prompt in found[:_FEW]]
    more = f" and {len(found) - _FEW:,} more" if len(found) > _FEW else ""
    message = (
        f"{len(found):,} ids begin with {beginning!r}, give more of one: "
        f"{', '.join(names)}{more}"
    )
    raise SettingsError(message)


def _seen(
    store: Store, prompt: Prompt, layout: Layout | None, home: _Home
) -> Look | None:
    """Return the prompt with the paths and the question of that home, if it can be."""
    numbers = sorted(set(passages_of(prompt, layout).chunks))
    chunks = {chunk.number: chunk for chunk in chunks_of(store, home.corpus, numbers)}
    if len(chunks) < len(numbers):
        return None
    (question,) = store.select(
        *("prompts_asked", Question),
        collection=home.collection,
        question=prompt.question,
    )
    (template,) = store.select("prompts_template", _Template, id=prompt.template)
    asked = (question, home.runs)
    return look_at(prompt, layout, asked, template.text, chunks)


def select_prompts(
    store: Store,
    *,
    beginning: str = "",
    run: str | None = None,
    question: str | None = None,
    condition: str | None = None,
    length: int | None = None,
) -> list[Prompt]:
    """Return the stored prompts that are so; what is not given does not matter."""
    return store.select(
        *("prompts_stored", Prompt),
        beginning=beginning,
        run=run,
        question=question,
        condition=condition,
        length=length,
    )


def chunks_of(store: Store, corpus: str, numbers: Sequence[int]) -> list[ShownChunk]:
    """Return those of the chunks whose documents the corpus still has."""
    return store.select("prompts_shown", ShownChunk, corpus=corpus, numbers=numbers)
