"""Questions as a test asks them, and what is said of a reply to them."""

import json

from pipeline.records import AnswerType, Question
from pipeline.score.verdicts import judge
from pipeline.score.verdicts.base import Judged


def asked(
    kind: AnswerType,
    *golds: str,
    text: str = "?",
    choices: tuple[str, ...] = (),
    unit: str | None = None,
) -> Question:
    return Question(
        id="q",
        collection="c",
        text=text,
        answers=golds,
        answer_type=kind,
        type_inferred=False,
        choices=choices,
        unit=unit,
    )


def judged(reply: object, question: Question) -> Judged:
    """Judge prose as it is, and anything else as the answer of a JSON reply."""
    said = reply if isinstance(reply, str) else json.dumps({"answer": reply})
    return judge(said, question)[1]
