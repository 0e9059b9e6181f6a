"""Questions and passages, made by hand."""

from collections.abc import Sequence

from pipeline.questions.checking.case import Case, Place
from pipeline.questions.checking.survey import Spot, Survey
from pipeline.records import AnswerType, Evidence, Located, Question
from pipeline.values.sieve import Sieve


def question(
    name: str = "q",
    text: str = "How deep is the Corrie quay?",
    answers: Sequence[str] = ("17.5",),
    kind: AnswerType = AnswerType.NUMBER,
    **more: object,
) -> Question:
    return Question.model_validate(
        {
            "id": name,
            "collection": "set",
            "text": text,
            "answers": answers,
            "answer_type": kind,
            "type_inferred": False,
            **more,
        }
    )


def located(name: str = "q", ordinal: int = 0, **more: object) -> Located:
    return Located.model_validate(
        {
            "corpus": "docs",
            "collection": "set",
            "question": name,
            "evidence": 0,
            "document": "doc",
            "page": 1,
            "first_chunk": ordinal,
            "last_chunk": ordinal,
            "how": "quote",
            **more,
        }
    )


def evidence(**more: object) -> Evidence:
    return Evidence.model_validate({"document": "a.pdf", **more})


def surveyed(texts: Sequence[str], *cases: Case) -> Survey:
    survey = Survey(cases)
    sieve = Sieve(survey.golds)
    for ordinal, text in enumerate(texts):
        spot = Spot(Place("doc", ordinal), "a.pdf", ordinal + 1)
        survey.see(spot, text, sieve.stated(text))
    return survey
