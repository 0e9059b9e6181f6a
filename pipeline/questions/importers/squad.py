"""SQuAD 1.1 and 2.0: paragraphs with the questions that are asked of each.

Shape: `data[{title, paragraphs[{context, qas[{id, question, is_impossible,
answers[{text, answer_start}], plausible_answers}]}]}]`, as rajpurkar/SQuAD-explorer's
evaluate-v2.0.py reads it; or one question to a row with `answers{text[],
answer_start[]}`, as the Hugging Face copies have it, where no text is no answer.
`answer_start` counts characters of `context` from 0. The answers are what several
people marked: aliases.
"""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Final, cast

from pipeline.questions.importers import fields
from pipeline.questions.importers.base import Context, Draft, Importer, Row, RowError
from pipeline.questions.importers.shared import contexts, needed, quoting
from pipeline.records import Evidence


class _Squad:
    def recognises(self, row: Row) -> bool:
        return "paragraphs" in row or _is_file(row) or _is_flat(row)

    def unfold(self, row: Row) -> Iterable[tuple[str, Row]]:
        if _is_flat(row):
            yield "", row
            return
        articles = _inner("data", row) if "data" in row else [("", row)]
        for place, article in articles:
            yield from _questions(place, article)

    def read(self, row: Row) -> Draft:
        if "qas" in row:
            message = f"'qas' should be a list of objects, not {row['qas']!r:.80}"
            raise RowError(message)
        context = contexts.context(
            "squad", needed.text(row, "context"), fields.text(row, ["title"])
        )
        marked = list(_marked(row, "answers"))
        unanswerable = _unanswerable(row, marked)
        if not marked and not unanswerable:
            message = "no 'answers'"
            raise RowError(message)
        return Draft(
            id=fields.text(row, ["id"]),
            text=needed.text(row, "question"),
            answers=tuple(dict.fromkeys(text for text, _ in marked)),
            unanswerable=unanswerable,
            evidence=() if unanswerable else (_evidence(context, *marked[0]),),
            note=_note(row),
            contexts=(context,),
        )


def _is_file(row: Row) -> bool:
    articles = row.get("data")
    if not isinstance(articles, list):
        return False
    return any(
        isinstance(article, dict) and "paragraphs" in article
        for article in cast("list[object]", articles)
    )


def _is_flat(row: Row) -> bool:
    marked = isinstance(row.get("answers"), dict) or "is_impossible" in row
    return "question" in row and "context" in row and marked


def _questions(place: str, article: object) -> Iterator[tuple[str, Row]]:
    for at, paragraph in _inner("paragraphs", article, place):
        for where, question in _inner("qas", paragraph, at):
            own = cast("Row", question) if isinstance(question, dict) else None
            yield (
                where,
                {"qas": question}
                if own is None
                else {
                    "title": _field(article, "title"),
                    "context": _field(paragraph, "context"),
                    **own,
                },
            )


def _inner(name: str, row: object, place: str = "") -> Iterator[tuple[str, object]]:
    """Yield what a list holds, each with its place; what is no list, as it is.

    So a part that is broken costs itself alone: it arrives where a question should.
    """
    value = _field(row, name)
    at = f"{place}.{name}" if place else name
    if not isinstance(value, list):
        yield at, value
        return
    for number, item in enumerate(cast("list[object]", value)):
        yield f"{at}[{number}]", item


def _field(row: object, name: str) -> object:
    return cast("Row", row).get(name) if isinstance(row, dict) else None


def _marked(row: Row, name: str) -> Iterator[tuple[str, int | None]]:
    """Yield the answers, each with the place it was marked at."""
    given = row.get(name)
    if isinstance(given, dict):
        columns = cast("Row", given)
        texts = fields.texts(columns, ["text"])
        found: object = columns.get("answer_start") or []
        if not isinstance(found, list):
            message = f"'answer_start' should be a list, not {found!r:.80}"
            raise RowError(message)
        starts = cast("list[object]", found)[: len(texts)]
        items: list[Row] = [
            {"text": text, "answer_start": start}
            for text, start in zip_longest(texts, starts)
        ]
    else:
        items = fields.objects(row, name)
    for item in items:
        text = needed.text(item, "text", shown=f"{name}.text")
        yield text, fields.whole(item, ["answer_start"])


def _unanswerable(row: Row, marked: list[tuple[str, int | None]]) -> bool:
    if isinstance(row.get("answers"), dict) and "is_impossible" not in row:
        return not marked
    return row.get("is_impossible") is True


def _evidence(context: Context, answer: str, start: int | None) -> Evidence:
    quote = quoting.sentence_around(context.text, answer, start)
    return contexts.quoted(context, quote) if quote else contexts.whole(context)


def _note(row: Row) -> str | None:
    tempting = dict.fromkeys(text for text, _ in _marked(row, "plausible_answers"))
    return f"plausible, yet wrong: {'; '.join(tempting)}" if tempting else None


IMPORTER: Final[Importer] = _Squad()
