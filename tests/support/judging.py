"""A judge on loopback beside a program in this process, and a run with open answers."""

import asyncio
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from pipeline.records import AnswerType, Question
from pipeline.store import Store
from tests.support.bench_data import fill
from tests.support.bench_design import Asked, Design, Ended
from tests.support.server import (
    Loopback,
    Received,
    Script,
    Scripts,
    answer,
    provider_at_loopback,
)

DB = Path(".docqa") / "bench.duckdb"
Said: TypeAlias = str | Script | Callable[[bool], str]
"""A function is told whether the gold stands first."""
RUN = "contracts-2026"
HALF = "The harbour was enlarged twice."
GOLD = f"{HALF} Mules carried the bricks uphill."
CANDIDATE = "north/aurora-2"


@contextmanager
def in_a_thread(scripts: Scripts) -> Generator[Loopback]:
    """Serve from a thread of its own, for a program that has its own event loop."""
    started, over = threading.Event(), threading.Event()
    found: list[Loopback] = []

    async def serve() -> None:
        async with provider_at_loopback(scripts) as server:
            found.append(server)
            started.set()
            await asyncio.to_thread(over.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    assert started.wait(10)
    try:
        yield found[0]
    finally:
        over.set()
        thread.join()


def open_run(db: Path, answers: Mapping[str, str], *, repeats: int = 1) -> None:
    """Store a run of one model: question q-<n>-0 is answered by the nth of `answers`.

    Each answer begins with a half of the gold answer, so that no rule can tell.
    """
    texts = list(answers.values())

    def ending(asked: Asked) -> Ended:
        place = int(asked.question.id.split("-")[1])
        return Ended(
            verdict=None,
            answer=texts[place] if texts[place] == GOLD else f"{HALF} {texts[place]}",
        )

    design = Design(
        models=(CANDIDATE,),
        documents=len(texts),
        questions=1,
        unanswerable=0,
        lengths=(4_000,),
        controls=(),
        answer_types=(AnswerType.FREE_TEXT,),
        repeats=repeats,
    )
    with Store(db) as store:
        fill(store, design, ending)
        for question in store.select("score_questions", Question, run=RUN):
            changed = question.model_copy(update={"answers": (GOLD,)})
            store._db.execute(
                "UPDATE raw.questions SET answers = $1, gold = $2 WHERE id = $3",
                [list(changed.answers), changed.gold, changed.id],
            )


def judging(by_answer: Mapping[str, Said]) -> Callable[[Received], Script]:
    """Script a judge: what it says of the answer that holds the words."""

    def script(received: Received) -> Script:
        _, _, graded = received.prompt.partition("Answer to be graded:\n")
        given = graded.split("\nEND ")[0]
        said = next(said for words, said in by_answer.items() if words in given)
        if isinstance(said, str):
            return _said(said)
        if callable(said):
            return _said(said("Reference answer" not in graded))
        return said

    return script


def _said(text: str) -> Script:
    """As many prompt tokens as there are: with fewer, the prompt was cut."""
    return answer(text, prompt_tokens=700)


def verdict(word: str, reason: str = "so it is") -> str:
    return f'Compared.\n{{"verdict": "{word}", "reason": "{reason}"}}'
