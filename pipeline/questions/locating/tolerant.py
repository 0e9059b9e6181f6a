"""A quote that stands nowhere letter by letter in; where most of it stands, out."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import groupby, islice
from typing import Final, NamedTuple

from pipeline.questions.locating.text import DocumentText, Span
from pipeline.questions.locating.words import Quote, weight

_SPARE_WORDS: Final = 20
_CANDIDATES: Final = 5
"""Blocks anywhere that are looked at closely: those with most of its rare words."""
_SURE: Final = 0.8
_OF_A_PAGE: Final = 2
"""Blocks of each page near the stated one that are looked at closely."""
_COMMON: Final = 4
"""A word in more than every fourth block says nothing of where a quote stands."""
_FEW: Final = 8
_AS_GOOD: Final = 0.05
"""A nearer page counts where it has this share less, at most; chunks at the ends of a
run that have no more together are not in it."""


class Close(NamedTuple):
    share: float
    """Of the quote's words, by weight."""
    page: int
    """The one that holds most of them."""
    span: Span


def closest(quote: Quote, document: DocumentText, near: Sequence[int]) -> Close | None:
    """Return the nearest place among the best, `near` pages in order of preference.

    Every place is a window of twice as many words as the quote has, so that words from
    all over a long page make no match. Where those pages hold nearly all of the quote,
    no other is looked at.
    """
    found = _near(quote, document, near)
    best = max((place.share for place in found), default=0.0)
    if best < _SURE:
        scores = _scores(quote, document)
        likely = nlargest(_CANDIDATES, scores, key=lambda at: (scores[at], -at))
        found += [one for at in likely for one in _window(quote, document, at)]
        best = max((place.share for place in found), default=0.0)
    rank = {page: at for at, page in enumerate(near)}
    return min(
        (place for place in found if place.share >= best - _AS_GOOD),
        key=lambda place: (rank.get(place.page, len(near)), -place.share),
        default=None,
    )


def _near(quote: Quote, document: DocumentText, pages: Sequence[int]) -> list[Close]:
    """Look at the blocks of some pages; of a long page, at the likeliest."""
    blocks: list[int] = []
    for page in pages:
        of_page = document.blocks_of(page)
        if len(of_page) > _OF_A_PAGE:
            scores = _scores(quote, document)
            blocks += nlargest(_OF_A_PAGE, of_page, scores.__getitem__)
        else:
            blocks += of_page
    return [one for at in blocks for one in _window(quote, document, at)]


def shares(
    quote: Quote, document: DocumentText, pages: Iterable[int]
) -> Mapping[int, float]:
    """Return the largest share of the quote on each of the pages, whatever it takes."""
    found = dict.fromkeys(pages, 0.0)
    for block in (block for page in found for block in document.blocks_of(page)):
        for place in _window(quote, document, block):
            if place.page in found:
                found[place.page] = max(found[place.page], place.share)
    return found


def _scores(quote: Quote, document: DocumentText) -> Counter[int]:
    """Weigh the blocks by what they hold of the quote and few others do."""
    most = max(_FEW, len(document.blocks) // _COMMON)
    scores: Counter[int] = Counter()
    for word in quote.counts:
        blocks = document.by_word.get(word, ())
        if len(blocks) <= most:
            scores.update(dict.fromkeys(blocks, weight(word)))
    return scores


def _window(quote: Quote, document: DocumentText, block: int) -> Iterator[Close]:
    """Yield the window that holds most of the quote, from a block into the next."""
    start, stop = document.following(block, len(quote.words))
    words = document.words[start:stop]
    end = _best_end(quote, words)
    backwards = ((start + at, words[at]) for at in range(end - 1, -1, -1))
    places = list(_matched(quote, backwards, 2 * len(quote.words) + _SPARE_WORDS))[::-1]
    if not places:
        return
    pages: Counter[int] = Counter()
    for at, word in places:
        pages[document.page_at(at)] += weight(word)
    yield Close(
        sum(pages.values()) / quote.weight,
        max(pages, key=lambda number: pages[number]),
        _trimmed(places, document, quote.weight * _AS_GOOD),
    )


def _best_end(quote: Quote, words: Sequence[str]) -> int:
    """Slide a window over words; return where the first ends that holds most."""
    width = 2 * len(quote.words) + _SPARE_WORDS
    wanted = quote.counts
    held: Counter[str] = Counter()
    gain = best = end = 0
    for place, word in enumerate(words):
        if word in wanted:
            held[word] += 1
            if held[word] <= wanted[word]:
                gain += weight(word)
        if place >= width and (gone := words[place - width]) in wanted:
            if held[gone] <= wanted[gone]:
                gain -= weight(gone)
            held[gone] -= 1
        if gain > best:
            best, end = gain, place + 1
    return end


def _matched(
    quote: Quote, words: Iterable[tuple[int, str]], width: int
) -> Iterator[tuple[int, str]]:
    """Yield the words that are the quote's, each as often as it has it, and where."""
    left = dict(quote.counts)
    for at, word in islice(words, width):
        if left.get(word, 0):
            left[word] -= 1
            yield at, word


def _trimmed(
    places: Sequence[tuple[int, str]], document: DocumentText, spare: float
) -> Span:
    """Return the smallest run of chunks that holds all but `spare` of the weight."""
    chunks = deque(
        [list(held) for _, held in groupby(places, lambda at: document.chunk_at(at[0]))]
    )
    while len(chunks) > 1:
        at_end = _weight(chunks[-1]) < _weight(chunks[0])
        spare -= _weight(chunks[-1 if at_end else 0])
        if spare < 0:
            break
        chunks.pop() if at_end else chunks.popleft()
    return document.span(chunks[0][0][0], chunks[-1][-1][0])


def _weight(places: Iterable[tuple[int, str]]) -> int:
    return sum(weight(word) for _, word in places)
