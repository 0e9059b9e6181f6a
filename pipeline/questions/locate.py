"""Find a question's evidence in the corpus: which chunks hold it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final, Literal, NamedTuple

from pipeline.records import Evidence
from pipeline.values.document_names import DocumentNames

LONGEST_NAME: Final = 80


class NotLocatedError(Exception):
    """The evidence is not in the corpus; the message says what is missing."""


class Found(NamedTuple):
    document: str
    page: int
    first_chunk: int
    last_chunk: int
    how: Literal["quote", "moved", "page"]


@dataclass(frozen=True)
class PageChunks:
    """One page as its chunks: their ordinals and texts, in reading order."""

    number: int
    ordinals: Sequence[int]
    texts: Sequence[str]

    @cached_property
    def _bare(self) -> tuple[str, list[int]]:
        """The page without white space, and where in it each chunk ends."""
        bare = [bare_text(text) for text in self.texts]
        return "".join(bare), list(accumulate(len(text) for text in bare))

    def span_of(self, quote: str) -> tuple[int, int] | None:
        """Return the first and last ordinal that the quote touches, if it is here."""
        page, ends = self._bare
        wanted = bare_text(quote)
        start = page.find(wanted) if wanted else -1
        if start < 0:
            return None
        stop = start + len(wanted) - 1
        first = next(i for i, end in enumerate(ends) if start < end)
        last = next(i for i, end in enumerate(ends) if stop < end)
        return self.ordinals[first], self.ordinals[last]


@dataclass(frozen=True)
class DocumentPages:
    id: str
    pages: Mapping[int, PageChunks]


class Names:
    """The documents of a corpus by every name a question set may use for them."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        """Take the path of each file in its corpus -> the document it holds."""
        self._names = DocumentNames(paths)

    def document(self, name: str) -> str:
        """Return the document of that path, file name or stem, whatever its case."""
        found = self._names.called(name)
        if len(found) == 1:
            return next(iter(found))
        shown = name[:LONGEST_NAME]
        if found:
            message = f"several documents are called {shown!r}; give the path"
            raise NotLocatedError(message)
        message = f"no document {shown!r} in the corpus"
        raise NotLocatedError(message)


def bare_text(text: str) -> str:
    """Drop all white space: line breaks and spacing differ between extractors."""
    return "".join(text.split())


def locate(evidence: Evidence, document: DocumentPages) -> Found:
    """Return the chunks that hold the evidence.

    The quote is looked for on the stated page first, then on every other: a quote says
    more than a page number. Where its letters stand nowhere (a table read in another
    order), the whole stated page stands for it.
    """
    if evidence.page is not None and evidence.page not in document.pages:
        message = (
            f"{evidence.document[:LONGEST_NAME]!r} has no page {evidence.page}; "
            f"it has {len(document.pages)}"
        )
        raise NotLocatedError(message)
    stated = evidence.page
    for number in sorted(document.pages, key=lambda n: (n != stated, n)):
        if span := document.pages[number].span_of(evidence.quote or ""):
            here = stated in {None, number}
            return Found(document.id, number, *span, "quote" if here else "moved")
    return _whole_page(evidence, document)


def _whole_page(evidence: Evidence, document: DocumentPages) -> Found:
    name = evidence.document[:LONGEST_NAME]
    page = document.pages.get(evidence.page or 0)
    if page is None:
        missing = "the quote is not in" if evidence.quote else "no page or quote for"
        message = f"{missing} {name!r}"
        raise NotLocatedError(message)
    if not page.ordinals:
        message = f"page {page.number} of {name!r} has no text"
        raise NotLocatedError(message)
    return Found(document.id, page.number, page.ordinals[0], page.ordinals[-1], "page")
