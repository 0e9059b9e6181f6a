"""A question once more, with its fact taken away: its companions stay in place."""

from pipeline.records import AnswerType, PlantRole, Question


def repeated(question: Question, name: str) -> Question:
    """Return the unanswerable twin of a planted question, under this id."""
    companions = tuple(p for p in question.plants if p.role is PlantRole.COMPANION)
    return question.model_copy(
        update={
            "id": name,
            "answers": (),
            "answer_type": AnswerType.UNANSWERABLE,
            "unit": None,
            "category": "twin",
            "twin_of": question.id,
            "note": f"{question.id} without what answers it; "
            f"{len(companions)} facts like it stay",
            "plants": companions,
        }
    )
