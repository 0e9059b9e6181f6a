"""Build every prompt of a design, and render a stored one again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.errors import CorpusError
from pipeline.progress import Progress
from pipeline.prompts.builder import Builder, Missing, Result
from pipeline.prompts.design import in_seeded_order
from pipeline.prompts.evidence import Asked, asked_with
from pipeline.prompts.groups import groups_of
from pipeline.prompts.leaks import Leaks
from pipeline.prompts.library import ChunkRow, Library, Watcher
from pipeline.prompts.nearness import Nearness
from pipeline.prompts.passages import text_of
from pipeline.prompts.rankings import Corpus
from pipeline.prompts.render import template, template_id
from pipeline.prompts.texts import ShownChunk, Texts
from pipeline.records import (
    Cache,
    Condition,
    Distractors,
    Layout,
    Located,
    Placement,
    Prompt,
    Question,
    Run,
    Unbuilt,
)
from pipeline.settings import BenchSettings
from pipeline.store import Store


class Built(NamedTuple):
    prompts: list[Prompt]
    unbuilt: list[Unbuilt]
    layouts: Mapping[str, Layout]
    """By id: what these prompts refer to."""
    text_of: Callable[[str], str]
    """The exact text of one of these prompts, by its id."""


def build_prompts(
    store: Store, run: Run, settings: BenchSettings, progress: Progress
) -> Built:
    """Build and store the prompts of a run; name each cell that has none, and why.

    Raises `CorpusError` when contexts are wanted and not one can be built.
    """
    found = usable_questions(store, corpus=run.corpus, collection=run.collection)
    chosen = in_seeded_order(found, settings.seed)[: settings.limit]
    leaks = Leaks([question for question in chosen if question.answerable])
    near = Nearness(chosen) if Distractors.HARD in settings.distractors else None
    library = _library(store, run.corpus, [leaks, *([near] if near else [])])
    library.plant(
        store.stream(
            *("prompts_planted", ChunkRow),
            corpus=run.corpus,
            collection=run.collection,
        ),
        leaks.see_planted,
    )
    asked = _asked(store, run, library, chosen)
    builder = Builder(Corpus(library, near, settings.seed), settings)
    keeper = _Keeper(store, run.name)
    with store.transaction():
        store.execute("prompts_forget_unbuilt", run=run.name)
        _store_templates(store, settings)
        for done, results in enumerate(_results(builder, asked, leaks, settings), 1):
            keeper.keep(results)
            progress(done, max(done, len(asked)), "built")
    keeper.check(chosen)
    questions = {question.id: question for question in chosen}
    return Built(
        keeper.prompts,
        keeper.unbuilt,
        keeper.layouts,
        _Renderer(library.texts, questions, keeper),
    )


def _results(
    builder: Builder, asked: Sequence[Asked], leaks: Leaks, settings: BenchSettings
) -> Iterator[list[Result]]:
    """Yield what is built for one question, or for those with one context."""
    for one in asked:
        yield list(builder.controls(one))
    for distractors in settings.distractors if settings.lengths else ():
        # Beside its own document every question has a context of its own, and behind a
        # question nothing can be shared.
        together = (
            settings.cache is Cache.WARM
            and Placement.AFTER in settings.placement
            and distractors is not Distractors.SAME_DOCUMENT
        )
        most = len(settings.depths) if together else 1
        for group in groups_of(asked, leaks, most=most):
            yield list(builder.contexts(group, distractors))


class _Keeper:
    """Stores what is built, and remembers it for the rest of the run."""

    def __init__(self, store: Store, run: str) -> None:
        self._store = store
        self._run = run
        self.prompts: list[Prompt] = []
        self.unbuilt: list[Unbuilt] = []
        self.layouts: dict[str, Layout] = {}

    def keep(self, results: Sequence[Result]) -> None:
        layouts = [one for one in results if isinstance(one, Layout)]
        prompts = [one for one in results if isinstance(one, Prompt)]
        missing = [one.as_row(self._run) for one in results if isinstance(one, Missing)]
        self._store.insert("prompts_add_layouts", layouts)
        self._store.insert("prompts_add", prompts)
        self._store.insert("prompts_add_unbuilt", missing)
        self.layouts.update((layout.id, layout) for layout in layouts)
        self.prompts += prompts
        self.unbuilt += missing

    def check(self, chosen: Sequence[Question]) -> None:
        """Raise `CorpusError` when contexts were wanted and none was built.

        Those of questions without an answer are none: they need no evidence, and what
        only declines would win a run of them.
        """
        told = {question.id for question in chosen if question.answerable}
        built = any(
            prompt.condition is Condition.CONTEXT and prompt.question in told
            for prompt in self.prompts
        )
        unbuilt = [cell for cell in self.unbuilt if cell.question in told]
        if built or not unbuilt:
            return
        shortest = min(unbuilt, key=lambda cell: cell.length or 0)
        message = (
            f"no context can be built, not even of {shortest.length:,} tokens: "
            f"{shortest.reason}; choose other --lengths or a larger corpus"
        )
        raise CorpusError(message)


class _Renderer:
    """Renders a prompt from its record alone: chunks by reference, never a copy."""

    def __init__(
        self, texts: Texts, questions: Mapping[str, Question], keeper: _Keeper
    ) -> None:
        self._texts = texts
        self._questions = questions
        self._prompts = {prompt.id: prompt for prompt in keeper.prompts}
        self._layouts = keeper.layouts

    def __call__(self, prompt_id: str) -> str:
        prompt = self._prompts[prompt_id]
        layout = self._layouts[prompt.layout] if prompt.layout else None
        return text_of(prompt, layout, self._questions[prompt.question], self._texts)


def usable_questions(store: Store, *, corpus: str, collection: str) -> list[Question]:
    """Return the questions of a set that are not left out of this corpus."""
    return store.select(
        "prompts_questions", Question, corpus=corpus, collection=collection
    )


def _library(store: Store, corpus: str, watchers: Sequence[Watcher]) -> Library:
    return Library(
        store.stream("prompts_passages", ChunkRow, corpus=corpus),
        texts_of(store, corpus),
        watchers,
    )


def texts_of(store: Store, corpus: str) -> Texts:
    """Return the texts of a corpus as its prompts show them."""
    return Texts(
        lambda numbers: store.stream(
            "prompts_shown", ShownChunk, corpus=corpus, numbers=numbers
        )
    )


def _asked(
    store: Store, run: Run, library: Library, chosen: Sequence[Question]
) -> list[Asked]:
    """Return the questions with their evidence, each passage of it once."""
    located: dict[str, list[Located]] = {}
    for row in store.select(
        "prompts_located", Located, corpus=run.corpus, collection=run.collection
    ):
        located.setdefault(row.question, []).append(row)
    return [
        asked_with(question, located.get(question.id, []), library)
        for question in chosen
    ]


def _store_templates(store: Store, settings: BenchSettings) -> None:
    for placement in settings.placement:
        for condition in Condition:
            store.execute(
                "prompts_add_template",
                id=template_id(condition, placement),
                text=template(condition, placement),
            )
