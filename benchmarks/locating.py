"""A workspace and its questions in; where docqa finds their quotes, as tables, out.

Quotes are also spoilt as sets spoil them, and looked for in the documents of other
companies (COMPANY_YEAR_FORM.pdf): what is found there is found wrongly.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from benchmarks.measure import table
from pipeline.questions.locating.errors import NotLocatedError
from pipeline.questions.locating.search import Looked, look, settle
from pipeline.questions.locating.stage import pages_of
from pipeline.questions.locating.text import DocumentText, Outline
from pipeline.questions.locating.tolerant import shares
from pipeline.questions.locating.words import Quote
from pipeline.questions.stage import import_questions
from pipeline.records import Evidence, Question, Record
from pipeline.store import Store
from pipeline.values.document_names import DocumentNames

_SEED: Final = 1
_MISREAD_EVERY: Final = 7
_OTHERS: Final = 7
"""Documents of other companies, one of them for each quote in turn."""
_QUANTILES: Final = (0.0, 0.05, 0.5, 0.95, 1.0)


class _Path(Record):
    path: str
    document: str


class Text(NamedTuple):
    text: DocumentText
    outline: Outline
    company: str


def as_is(quote: str) -> str:
    return quote


def reordered(quote: str) -> str:
    """Return its lines in another order, as of a table that is read by columns."""
    lines = quote.splitlines()
    Random(_SEED).shuffle(lines)  # noqa: S311  # the same order each time
    return "\n".join(lines)


def misread(quote: str) -> str:
    """Put a wrong letter into every seventh word, as a scanner may."""
    words = re.split(r"(\s+)", quote)
    step = 2 * _MISREAD_EVERY
    for at in range(0, len(words), step):
        words[at] = words[at][:1] + "\u0436" + words[at][2:]
    return "".join(words)


def gapped(quote: str) -> str:
    """Leave out the middle third."""
    third = len(quote) // 3
    return f"{quote[:third]} [...] {quote[-third:]}"


SPOILT: Final[Mapping[str, Callable[[str], str]]] = {
    "as it is": as_is,
    "its lines in another order": reordered,
    "every seventh word misread": misread,
    "the middle third left out": gapped,
}


def located(store: Path, questions: Path) -> str:
    """Import the questions and return the tables, as text."""
    with Store(store) as opened:
        name = import_questions(opened, questions).collection
        asked = opened.select("questions_all", Question, collection=name)
        rows = opened.select("questions_paths", _Path, corpus=_corpus(opened))
        names = DocumentNames({row.path: row.document for row in rows})
        texts = {row.document: _text(opened, row) for row in rows}
    quotes = list(_quotes(asked, names))
    return "\n".join(["", _found(quotes, texts), _shares(quotes, texts)])


class _Quote(NamedTuple):
    document: str
    evidence: Evidence


class _Corpus(Record):
    name: str


def _corpus(store: Store) -> str:
    (corpus,) = store.select("documents_corpora", _Corpus)
    return corpus.name


def _text(store: Store, row: _Path) -> Text:
    pages = pages_of(store, row.document)
    company = Path(row.path).stem.partition("_")[0]
    return Text(DocumentText(pages), Outline(row.document, pages), company)


def _others(document: str, texts: Mapping[str, Text]) -> Sequence[Text]:
    """Return the documents of other companies."""
    company = texts[document].company
    return [text for text in texts.values() if text.company != company]


def _quotes(asked: Sequence[Question], names: DocumentNames) -> Iterator[_Quote]:
    for question in asked:
        for evidence in question.evidence:
            for document in names.called(evidence.document):
                if Quote.of(evidence.quote or ""):
                    yield _Quote(document, evidence)


def how(looked: Looked) -> str:
    """Say in a few words where a quote is, beside the page that its set states."""
    try:
        found = settle(looked)
    except NotLocatedError:
        return "nowhere"
    if found.how == "moved":
        apart = abs(found.page - (looked.evidence.page or 0))
        return "a neighbour" if apart == 1 else "another page"
    return "the stated page" if found.how == "quote" else "page only"


def _found(quotes: Sequence[_Quote], texts: Mapping[str, Text]) -> str:
    kinds = ("the stated page", "a neighbour", "another page", "page only", "nowhere")
    lines: list[Sequence[str]] = [("quote", *kinds)]
    for name, spoil in SPOILT.items():
        own = Counter(_how(one.evidence, spoil, texts[one.document]) for one in quotes)
        other = Counter(
            _how(one.evidence, spoil, text)
            for one in quotes
            for text in _others(one.document, texts)
        )
        lines.append((name, *_row(own, kinds)))
        lines.append(("  in other documents", *_row(other, kinds)))
    return table(lines)


def _how(evidence: Evidence, spoil: Callable[[str], str], text: Text) -> str:
    return how(look(_spoilt(evidence, spoil), text.text, text.outline))


def _spoilt(evidence: Evidence, spoil: Callable[[str], str]) -> Evidence:
    return evidence.model_copy(update={"quote": spoil(evidence.quote or "")})


def _row(counts: Counter[str], kinds: Sequence[str]) -> list[str]:
    whole = max(1, counts.total())
    return [f"{counts[kind]:,} ({counts[kind] / whole:.1%})" for kind in kinds]


def _shares(quotes: Sequence[_Quote], texts: Mapping[str, Text]) -> str:
    """Show which share of a quote windows hold on its page, and at best elsewhere."""
    lines = [("share of the quote", *(f"{at:.0%} have at most" for at in _QUANTILES))]
    for name, spoil in SPOILT.items():
        right = [
            _share(_spoilt(evidence, spoil), texts[document].text, near=True)
            for document, evidence in quotes
        ]
        lines.append((f"{name}: its page", *_quantiles(right)))
    same = [_share(one, texts[document].text, near=False) for document, one in quotes]
    other = [
        _share(one, _others(document, texts)[at % _OTHERS].text, near=False)
        for at, (document, one) in enumerate(quotes)
    ]
    lines += [
        ("as it is: the best other page of its document", *_quantiles(same)),
        ("as it is: the best page of another document", *_quantiles(other)),
    ]
    return table(lines)


def _share(evidence: Evidence, text: DocumentText, *, near: bool) -> float:
    """Return the best share on the stated page and its neighbours, or on all others."""
    quote, page = Quote.of(evidence.quote or ""), evidence.page or 0
    assert quote is not None, "a quote lost all its words"
    pages = [n for n in text.numbers if (abs(n - page) <= 1) == near]
    return max(shares(quote, text, pages).values(), default=0.0)


def _quantiles(values: Sequence[float]) -> list[str]:
    ordered = sorted(values)
    last = len(ordered) - 1
    return [f"{ordered[round(at * last)]:.2f}" for at in _QUANTILES]
