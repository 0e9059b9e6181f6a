"""Plant facts into an ingested corpus: passages out of the store, questions out."""

from collections.abc import Sequence

from pipeline.errors import CorpusError, SettingsError
from pipeline.questions.planting.kinds import ALL_KINDS
from pipeline.questions.planting.passages import Passage
from pipeline.questions.planting.planning import planted
from pipeline.records import Question
from pipeline.store import Store


def plant(
    store: Store,
    *,
    corpus: str,
    count: int,
    kinds: Sequence[str] = ALL_KINDS,
    seed: int,
) -> list[Question]:
    """Return questions whose facts are planted beside passages of the corpus.

    The store is only read. Raises `SettingsError` for a kind that is none,
    `CorpusError` for a corpus without text, and `QuestionError` for one that is too
    small for so many.
    """
    if not kinds:
        message = f"no kind of question; choose from {', '.join(ALL_KINDS)}"
        raise SettingsError(message)
    for kind in kinds:
        if kind not in ALL_KINDS:
            raise SettingsError.unknown(
                what="kind of question", given=kind, known=ALL_KINDS
            )
    passages = passages_of(store, corpus)
    return planted(passages, count=count, kinds=kinds, seed=seed)


def passages_of(store: Store, corpus: str) -> list[Passage]:
    """Return the passages of an ingested corpus. Raises `CorpusError` without any."""
    passages = store.select("questions_passages", Passage, corpus=corpus)
    if not passages:
        raise CorpusError.not_ingested(corpus)
    return passages
