"""Questions that are imported and located in; a refusal where none has an answer."""

from collections.abc import Iterator, Sequence

from pipeline.errors import QuestionError
from pipeline.prompts.design import in_seeded_order
from pipeline.questions.locating.stage import Placed
from pipeline.questions.stage import Imported
from pipeline.records import Question
from pipeline.report.words import plural
from pipeline.settings import BenchSettings


def check_answerable(
    settings: BenchSettings, usable: Sequence[Question], read: Imported, placed: Placed
) -> None:
    """Raise `QuestionError` where no question with an answer would be asked.

    What only declines would win such a run, and its report would hold no accuracy.
    """
    asked = in_seeded_order(usable, settings.seed)[: settings.limit]
    if any(question.answerable for question in asked):
        return
    message = (
        f"no question of {settings.questions} that has an answer is left to ask. "
        f"Left out: {'; '.join(_why(settings, usable, read, placed))}. "
        "Mend that, or leave questions out and have facts planted: --plant 40"
    )
    raise QuestionError(message)


def _why(
    settings: BenchSettings, usable: Sequence[Question], read: Imported, placed: Placed
) -> Iterator[str]:
    with_answer = sum(question.answerable for question in usable)
    if unanswerable := len(usable) - with_answer:
        yield f"{unanswerable:,} stated to have none"
    if with_answer:
        yield f"{with_answer:,} not among the first {settings.limit} (limit)"
    if placed.unlocated:
        first = placed.unlocated[0]
        yield (
            f"{len(placed.unlocated):,} whose evidence is not in {settings.corpus} "
            f"({first.question}: {first.reason})"
        )
    if read.rejected:
        row = read.rejected[0]
        yield (
            f"{plural(len(read.rejected), 'row')} that cannot be used "
            f"(line {row.line}: {row.reason})"
        )
