"""Look for a piece of evidence in its document, then settle which chunks hold it.

What is found is kept until the quotes of the whole set have said how it counts pages
(`pipeline.questions.locating.base`); the text of the document is not needed any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final, Literal, NamedTuple

from pipeline.questions.locating.errors import NotLocatedError, shown
from pipeline.questions.locating.text import DocumentText, Outline, Span
from pipeline.questions.locating.tolerant import Close, closest
from pipeline.questions.locating.words import Quote
from pipeline.records import Evidence

FLOOR: Final = 0.7
"""The share of a quote, by weight, from which a place holds it: docs/decisions/0029."""
STANDS: Final = 0.5
"""The share that lets the stated page stand for a quote that no place holds."""
_MOST_PLACES: Final = 5
"""Of a quote that is repeated: the page that is meant is among the nearest."""


class Found(NamedTuple):
    document: str
    page: int
    first_chunk: int
    last_chunk: int
    how: Literal["quote", "moved", "page"]
    match: float | None


@dataclass(frozen=True)
class Looked:
    """What a document holds of a piece of evidence, before its page is settled."""

    evidence: Evidence
    outline: Outline
    quoted: bool = False
    """Whether there is a quote with a letter or digit."""
    exact: Sequence[Span] = ()
    """Where the quote stands letter by letter: nearest to the stated page first."""
    close: Close | None = None
    """Where most of it does, if it nowhere stands letter by letter."""

    @property
    def off_by(self) -> int | None:
        """How many pages after the stated one a quote stands that has one place."""
        if self.evidence.page is None or len(self.exact) != 1:
            return None
        (span,) = self.exact
        alone = span.first_page == span.last_page
        return span.first_page - self.evidence.page if alone else None

    @property
    def is_found(self) -> bool:
        return bool(self.exact) or (
            self.close is not None and self.close.share >= FLOOR
        )

    def stated(self, offset: int) -> tuple[int, ...]:
        """Return the pages that the set names, as far as the document has them."""
        return stated_pages(self.evidence, self.outline, offset)


def stated_pages(
    evidence: Evidence, outline: Outline, offset: int = 0
) -> tuple[int, ...]:
    """Return the pages that evidence names and the document has: number, then label."""
    numbers = list(outline.labelled(evidence.label))
    if evidence.page is not None:
        numbers.insert(0, evidence.page + offset)
    return tuple(number for number in numbers if number in outline.chunks)


def look(evidence: Evidence, text: DocumentText, outline: Outline) -> Looked:
    """Search the quote, letter by letter and then by the share that is there."""
    quote = Quote.of(evidence.quote or "")
    if quote is None:
        return Looked(evidence, outline)
    named = [evidence.page] if evidence.page is not None else []
    stated = stated_pages(evidence, outline) or named
    places = nsmallest(
        _MOST_PLACES,
        (text.span(*words) for words in text.exact(quote.pieces)),
        key=lambda span: _apart(span, stated),
    )
    if places:
        return Looked(evidence, outline, quoted=True, exact=places)
    beside = dict.fromkeys(page + step for step in (0, 1, -1) for page in stated)
    near = [page for page in beside if page in outline.chunks]
    close = closest(quote, text, near)
    return Looked(evidence, outline, quoted=True, close=close)


def _apart(span: Span, pages: Sequence[int]) -> int:
    """Return how many pages a place is away from the nearest of those stated."""
    return min(
        (max(span.first_page - page, page - span.last_page, 0) for page in pages),
        default=0,
    )


def settle(looked: Looked, offset: int = 0) -> Found:
    """Return the chunks that hold the evidence, where pages are `offset` off.

    Raises `NotLocatedError`. A quote says more than a page number.
    """
    stated = looked.stated(offset)
    if looked.exact:
        span = min(looked.exact, key=lambda span: _apart(span, stated))
        touched = [page for page in stated if span.holds(page)]
        page = touched[0] if touched else span.first_page
        return _found(looked, span, page, stated, 1.0)
    close = looked.close
    if close is not None and close.share >= FLOOR:
        touched = [page for page in stated if close.span.holds(page)]
        page = touched[0] if touched else close.page
        return _found(looked, close.span, page, stated, close.share)
    return _page(looked, stated)


def _found(
    looked: Looked, span: Span, page: int, stated: Sequence[int], match: float
) -> Found:
    names_none = looked.evidence.page is None and not stated
    return Found(
        looked.outline.document,
        page,
        span.first_chunk,
        span.last_chunk,
        "quote" if names_none or page in stated else "moved",
        match,
    )


def _page(looked: Looked, stated: Sequence[int]) -> Found:
    """Return the stated page, or the whole document where only that is stated."""
    evidence, outline, close = looked.evidence, looked.outline, looked.close
    if looked.quoted and not _stands(close, stated):
        raise NotLocatedError(_not_there(looked))
    span = outline.whole
    if evidence.page is not None or evidence.label:
        span = outline.chunks[_one_page(evidence, outline, stated)]
    elif (evidence.quote or "").strip():
        message = f"the quote of {shown(evidence.document)} has no letters"
        raise NotLocatedError(message)
    if span is None:
        page = f"page {stated[0]} of " if stated else ""
        message = f"{page}{shown(evidence.document)} has no text"
        raise NotLocatedError(message)
    return Found(
        outline.document,
        span.first_page,
        span.first_chunk,
        span.last_chunk,
        "page",
        close.share if close else None,
    )


def _stands(close: Close | None, stated: Sequence[int]) -> bool:
    return (
        close is not None
        and close.share >= STANDS
        and any(close.span.holds(page) for page in stated)
    )


def _not_there(looked: Looked) -> str:
    missing = f"the quote is not in {shown(looked.evidence.document)}"
    if looked.close is None:
        return missing
    close = looked.close
    return f"{missing}; at most {close.share:.0%} of it is, on page {close.page}"


def _one_page(evidence: Evidence, outline: Outline, stated: Sequence[int]) -> int:
    """Return the page that is meant: of two that differ, that counted from 1."""
    name = shown(evidence.document)
    if not stated:
        label = f"labelled {shown(evidence.label or '')}"
        wanted = label if evidence.page is None else evidence.page
        pages = len(outline.chunks)
        has = "1 page" if pages == 1 else f"{pages:,} pages, from 1"
        message = f"{name} has no page {wanted}; it has {has}"
        raise NotLocatedError(message)
    if evidence.page is None and len(stated) > 1:
        label = shown(evidence.label or "")
        message = f"{len(stated)} pages of {name} are labelled {label}; give the page"
        raise NotLocatedError(message)
    return stated[0]
