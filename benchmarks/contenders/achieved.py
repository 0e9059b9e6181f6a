"""Documents and questions in; what each prompt of a full design came to, as JSON, out.

    python -m benchmarks.contenders.achieved STORE QUESTIONS DISTRACTORS [--limit 50]

Every prompt is rendered and its text counted whole.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.contenders.asked import asked_run
from benchmarks.measure import say
from pipeline.progress import silent
from pipeline.prompts.stage import build_prompts
from pipeline.records import Condition
from pipeline.settings import load
from pipeline.store import Store
from pipeline.tokens import count

LENGTHS: Final = ("4k", "8k", "16k", "32k", "64k", "128k", "256k", "512k")
DEPTHS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("distractors")
    parser.add_argument("--limit", type=int, default=50)
    given = parser.parse_args()
    with Store(given.store) as store:
        rows = list(_achieved(store, given.questions, given.distractors, given.limit))
    sys.stdout.write(json.dumps(rows) + "\n")


def _achieved(
    store: Store, questions: Path, distractors: str, limit: int
) -> Iterator[dict[str, object]]:
    """Yield a row for each wanted context: what was asked, what the text has."""
    run = asked_run(store, questions)
    settings = load(
        None,
        {
            "lengths": LENGTHS,
            "depths": DEPTHS,
            "depth_design": "full",
            "controls": (),
            "distractors": distractors,
            "limit": limit,
        },
    )
    built = build_prompts(store, run, settings, silent)
    for prompt in built.prompts:
        if prompt.condition is Condition.CONTEXT and prompt.depth is not None:
            tokens = count(built.text_of(prompt.id))
            if tokens != prompt.tokens:
                say(f"{prompt.id} has {tokens:,} tokens, not {prompt.tokens:,}")
            yield {
                "length": prompt.length,
                "tokens": tokens,
                "depth": prompt.depth,
                "measured": prompt.measured_depth,
                "leaks": prompt.leaks_dropped,
            }
    for cell in built.unbuilt:
        yield {"length": cell.length, "tokens": None, "depth": cell.depth}


if __name__ == "__main__":
    main()
