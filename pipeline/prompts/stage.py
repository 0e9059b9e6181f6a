"""Build every prompt of a design, and render a stored one again."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from pipeline.errors import CorpusError
from pipeline.progress import Progress
from pipeline.prompts.builder import Builder
from pipeline.prompts.context import Passage
from pipeline.prompts.design import in_seeded_order
from pipeline.prompts.library import ChunkRow, Library
from pipeline.prompts.render import render, template, template_id
from pipeline.records import (
    Condition,
    Located,
    Prompt,
    Question,
    Run,
    Unbuilt,
)
from pipeline.settings import BenchSettings
from pipeline.store import Store

BATCH: Final = 200


class Built(NamedTuple):
    prompts: list[Prompt]
    unbuilt: list[Unbuilt]
    text_of: Callable[[str], str]
    """The exact text of one of these prompts, by its id."""


def build_prompts(
    store: Store, run: Run, settings: BenchSettings, progress: Progress
) -> Built:
    """Build and store the prompts of a run; name each cell that has none, and why.

    Raises `CorpusError` when contexts are wanted and not one can be built.
    """
    library = Library(store.select("prompts_passages", ChunkRow, corpus=run.corpus))
    builder = Builder(library, settings)
    chosen = _chosen(store, run, settings)
    gold = _gold(store, run, library)
    built: list[tuple[Prompt, Question]] = []
    unbuilt: list[Unbuilt] = []
    _store_templates(store, settings)
    answerable = 0  # unanswerable questions have no depth, and take no turn
    for done, question in enumerate(chosen, start=1):
        for result in builder.of(answerable, question, gold.get(question.id, ())):
            if isinstance(result, Prompt):
                built.append((result, question))
            else:
                unbuilt.append(result.as_row(run.name, question.id))
        answerable += question.answerable
        progress(done, len(chosen), question.id)
    prompts = [prompt for prompt, _ in built]
    _store(store, run, prompts, unbuilt)
    if unbuilt and not any(p.condition is Condition.CONTEXT for p in prompts):
        shortest = min(unbuilt, key=lambda cell: cell.length or 0)
        message = (
            f"no context can be built, not even of {shortest.length:,} tokens: "
            f"{shortest.reason}; choose other --lengths or a larger corpus"
        )
        raise CorpusError(message)
    return Built(prompts, unbuilt, _Renderer(library, built))


class _Renderer:
    """Renders a prompt from its record alone: chunks by reference, never a copy."""

    def __init__(
        self, library: Library, built: Sequence[tuple[Prompt, Question]]
    ) -> None:
        self._library = library
        self._built = {prompt.id: (prompt, question) for prompt, question in built}

    def __call__(self, prompt_id: str) -> str:
        prompt, question = self._built[prompt_id]
        places = zip(
            prompt.chunk_documents,
            prompt.chunk_ordinals,
            prompt.chunk_ends,
            strict=True,
        )
        return render(
            template(prompt.condition, prompt.placement),
            question,
            (self._library.text(*place) for place in places),
        )


def _chosen(store: Store, run: Run, settings: BenchSettings) -> list[Question]:
    found = store.select(
        "prompts_questions", Question, corpus=run.corpus, collection=run.collection
    )
    return in_seeded_order(found, settings.seed)[: settings.limit]


def _gold(store: Store, run: Run, library: Library) -> dict[str, list[Passage]]:
    """Return each question's evidence passages, in the set's order, each once."""
    gold: dict[str, list[Passage]] = {}
    for row in store.select(
        "prompts_located", Located, corpus=run.corpus, collection=run.collection
    ):
        mine = gold.setdefault(row.question, [])
        span = library.span(row.document, row.first_chunk, row.last_chunk)
        mine.extend(p for p in span if p not in mine)
    return gold


def _store_templates(store: Store, settings: BenchSettings) -> None:
    for condition in Condition:
        store.execute(
            "prompts_add_template",
            id=template_id(condition, settings.placement),
            text=template(condition, settings.placement),
        )


def _store(
    store: Store, run: Run, prompts: Sequence[Prompt], unbuilt: Sequence[Unbuilt]
) -> None:
    with store.transaction():
        store.execute("prompts_forget_unbuilt", run=run.name)
        store.insert("prompts_add_unbuilt", unbuilt)
        for start in range(0, len(prompts), BATCH):
            store.insert("prompts_add", prompts[start : start + BATCH])
