"""Passages of a small corpus that were never read from files."""

from collections.abc import Sequence

from pipeline.questions.planting.passages import Passage
from pipeline.questions.planting.planning import planted
from pipeline.records import Question

ENGLISH = (
    "The ferry of this harbour is the oldest on the coast, and it was built by the "
    "company that owns the bridge. From there the board has run a line to the quay "
    "which is of use to all with goods for the market. That is not all, for the "
    "project of the site took EUR 12,500 and three years."
)
GERMAN = (
    "Der Hafen ist von der Gemeinde nicht verkauft worden, und für die Schleuse wird "
    "auf der Anlage ein Vertrag mit dem Verein gelten. Die Brücke ist nach dem Plan "
    "auch für eine Bahn gebaut, oder sie wird einer Gesellschaft zu Diensten sein. "
    "Das Projekt hat 12.500 Euro und drei Jahre gekostet."
)


def corpus(documents: int = 12, chunks: int = 60, text: str = ENGLISH) -> list[Passage]:
    """Return documents of one page each, whose chunks end with their own number."""
    return [
        Passage(
            path=f"file-{document:03}.txt",
            document=f"document-{document:03}",
            ordinal=ordinal,
            page=1,
            text=f"{text}\n\nNo. {document:03}/{ordinal:03}.",
        )
        for document in range(documents)
        for ordinal in range(chunks)
    ]


def questions_of(
    *kinds: str,
    count: int = 40,
    seed: int = 1,
    passages: Sequence[Passage] | None = None,
) -> list[Question]:
    found = corpus() if passages is None else passages
    return planted(found, count=count, kinds=kinds, seed=seed)
