"""Passages of leases, as they are ingested; nothing was read."""

from pipeline.questions.planting.passages import Passage
from pipeline.questions.writing.sampling import Draw, Kind
from tests.support.writing import NAMES, lease_of


def leases(count: int = len(NAMES)) -> list[Passage]:
    """Return two passages of a document, each on a page of its own."""
    return [
        Passage(
            path=f"{NAMES[number].lower()}.md",
            document=f"document-{number}",
            ordinal=ordinal,
            page=ordinal + 1,
            text=text,
        )
        for number in range(count)
        for ordinal, text in enumerate(lease_of(number))
    ]


def single(text: str) -> Draw:
    passage = Passage(path="a.md", document="a", ordinal=0, page=3, text=text)
    return Draw(Kind.SINGLE, (passage,))
