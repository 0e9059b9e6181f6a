"""A workspace with one corpus and a question file in, a run over both out."""

from pathlib import Path

from pipeline.questions.locating.stage import locate_questions
from pipeline.questions.stage import import_questions
from pipeline.records import Record, Run
from pipeline.store import Store


class _Corpus(Record):
    name: str


def asked_run(store: Store, questions: Path) -> Run:
    """Import the questions and find their evidence."""
    (corpus,) = store.select("documents_corpora", _Corpus)
    collection = import_questions(store, questions).collection
    locate_questions(store, corpus=corpus.name, collection=collection)
    return Run(name="run", corpus=corpus.name, collection=collection, settings="{}")
