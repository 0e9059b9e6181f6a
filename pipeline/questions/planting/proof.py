"""Which drafts the corpus gives away.

An answer that stands in a passage already would have two places; a name that stands
there would make the question mean another thing. Other questions of the set are no
danger: each value is drawn once.
"""

from collections.abc import Iterable, Sequence

from pipeline.questions.planting.kinds.base import Draft
from pipeline.records import AnswerType
from pipeline.values.leaks import Gold, prepare
from pipeline.values.sieve import Sieve


def given_away(drafts: Sequence[Draft], texts: Iterable[str]) -> set[int]:
    """Return the indexes of the drafts to be drawn again.

    `texts` are the passages and paths of the corpus.
    """
    sieve = Sieve([_invented(draft) for draft in drafts])
    return {index for text in texts for index in sieve.stated(text)}


def _invented(draft: Draft) -> Gold:
    answer = prepare(draft.answer_type, draft.answers, draft.unit)
    names = prepare(AnswerType.LIST, draft.names)
    return Gold(
        answer.numbers,
        answer.percents,
        answer.dates,
        tuple({*answer.phrases, *names.phrases}),
    )
