"""A workspace and its questions in; what it takes to plan and to render prompts out.

    python -m benchmarks.contenders.contexts STORE QUESTIONS [--limit N] [--rounds N]

Prints JSON as its last line. The corpus must be in the workspace already.
"""

import argparse
import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any, Final, NamedTuple

from benchmarks.contenders.asked import asked_run
from pipeline import tokens
from pipeline.progress import silent
from pipeline.prompts.passages import text_of
from pipeline.prompts.stage import Built, build_prompts, texts_of
from pipeline.query.models.endpoints import resolve
from pipeline.query.plan import plan
from pipeline.query.runs import record_run
from pipeline.records import Condition, Prompt, Question, Run
from pipeline.settings import BenchSettings, load
from pipeline.store import Store
from pipeline.tokens import count

LENGTHS: Final = ("1k", "4k", "16k", "64k", "128k", "256k", "512k", "1M")
DEPTHS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
MODELS: Final = ("baseline/bm25", "baseline/first-window")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--distractors", default="random")
    given = parser.parse_args()
    settings = load(
        None,
        {
            "lengths": LENGTHS,
            "depths": DEPTHS,
            "depth_design": "full",
            "models": MODELS,
            "limit": given.limit,
            "distractors": given.distractors,
        },
    )
    with Store(given.store) as store:
        outcome = _measured(store, given.questions, settings, given.rounds)
    sys.stdout.write(json.dumps(outcome) + "\n")


def _measured(
    store: Store, questions: Path, settings: BenchSettings, rounds: int
) -> dict[str, Any]:
    run = asked_run(store, questions)
    started = perf_counter()
    built = build_prompts(store, run, settings, silent)
    made_s = perf_counter() - started
    planned = plan(
        "run", built.prompts, resolve(settings.models, {}), repeats=1, seed=1
    )
    record_run(store, run, planned)
    planned_s = perf_counter() - started
    contexts = [p for p in built.prompts if p.condition is Condition.CONTEXT]
    longest = [p for p in contexts if p.length == max(settings.lengths)]
    return {
        "questions": len({prompt.question for prompt in built.prompts}),
        "prompts": len(built.prompts),
        "unbuilt": len(built.unbuilt),
        "calls": len(planned),
        "made_s": made_s,
        "planned_s": planned_s,
        "rounds": [
            _round(store, run, built, prompt)._asdict()
            for prompt in longest[:: max(1, len(longest) // rounds)][:rounds]
        ],
    }


class Round(NamedTuple):
    """One prompt rendered, and its text encoded once."""

    tokens: int
    encoded_s: float
    rendered_s: float
    fetched_s: float
    """Rendered with every passage fetched from the store."""


def _round(store: Store, run: Run, built: Built, prompt: Prompt) -> Round:
    started = perf_counter()
    text = built.text_of(prompt.id)
    rendered_s = perf_counter() - started
    layout = built.layouts[prompt.layout or ""]
    (question,) = store.select(
        *("prompts_asked", Question),
        collection=run.collection,
        question=prompt.question,
    )
    started = perf_counter()
    fetched = text_of(prompt, layout, question, texts_of(store, run.corpus))
    fetched_s = perf_counter() - started
    assert fetched == text, "the store gives another text"
    tokens, encoded_s = _encoded(text)
    assert count(text) == prompt.tokens, "a prompt is not of its size"
    return Round(tokens, encoded_s, rendered_s, fetched_s)


def _encoded(text: str) -> tuple[int, float]:
    """Encode by tiktoken in one call, as anybody would who counts a prompt."""
    encoding = tokens.encoding()
    started = perf_counter()
    ids = encoding.encode_ordinary(text)
    return len(ids), perf_counter() - started


if __name__ == "__main__":
    main()
