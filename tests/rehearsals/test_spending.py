"""What the server would have billed stays under the budget, whatever went wrong."""

import random
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from pipeline.simulate.truth import Truth
from tests.rehearsals.rehearsal import DIALECTS, Asked, fault, model, rehearsal

PRICE = {"input": 10.0, "cached": 1.0, "cache_write": 12.5, "output": 1_000.0}
PASSING = (
    *("server_error", "disconnect_before_headers", "disconnect_during"),
    *("disconnect_before_end", "malformed_event", "in_stream_error", "empty_200"),
    *("reasoning_eats_the_cap", "filtered_finish", "split_at_every_byte"),
)
MODEL = {"price": PRICE, "max_output_tokens": 100, "attempts": 3}
FREE = {"rate_limited"}


def billed_usd(row: Truth) -> float:
    """Return what the tokens of a request cost, were they all read and written."""
    if row.fault in FREE:
        return 0.0
    cached, written = row.cached_tokens or 0, row.cache_write_tokens or 0
    output = (row.answer_tokens or 0) + (row.reasoning_tokens or 0)
    assert row.prompt_tokens is not None
    parts = {
        "input": row.prompt_tokens - cached - written,
        "cached": cached,
        "cache_write": written,
        "output": output,
    }
    return sum(tokens * PRICE[name] for name, tokens in parts.items()) / 1e6


def broken(dice: random.Random) -> str:
    """Return a model that fails now and then, in every way that may be paid for."""
    faults = [fault(kind, probability=dice.uniform(0, 0.08)) for kind in PASSING]
    faults.append(fault("rate_limited", probability=0.05, seconds=0.01))
    dice.shuffle(faults)
    ratio = dice.uniform(0.8, 1.6)
    script = f"cache = true\ntoken_ratio = {ratio}\n" + "\n".join(faults)
    return f"seed = {dice.randrange(1_000)}\n" + model("*", script, thoughts=5)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_cap_holds_and_more_money_finishes_the_run(
    ingested: Path, tmp_path: Path, seed: int
) -> None:
    place = shutil.copytree(ingested, tmp_path / "bench")
    dice = random.Random(seed)
    models = [Asked(f"one.{d}", d, MODEL) for d in DIALECTS]
    cap_usd = dice.uniform(1.0, 2.5)
    with rehearsal(place, broken(dice)) as ours:
        short = ours.run(models, lengths=["1k"], budget_usd=cap_usd)
        asked = len(ours.truth)
        finished = ours.run(models, lengths=["1k"], budget_usd=100)
        again = ours.run(models, lengths=["1k"], budget_usd=100)

    first = [row for row in ours.truth if row.number <= asked]
    assert short.exit_code == 3, short.output
    assert "raise budget_usd and run again, what is answered is kept" in short.stderr
    assert 0.25 * cap_usd < sum(map(billed_usd, first)) <= cap_usd
    assert finished.exit_code == 0, finished.output
    assert "0 calls sent, 85 were finished before" in again.stderr
    whole = Counter((r.model, r.prompt_id) for r in ours.truth if r.verdict)
    assert set(whole.values()) == {1}, "an answer that came was paid for again"
    [spent] = ours.select("SELECT sum(usd) AS usd FROM raw.spending")
    assert sum(map(billed_usd, ours.truth)) <= spent["usd"] <= 100
    sent = re.findall(r"(\d+) calls sent", short.stderr + finished.stderr)
    assert sum(map(int, sent)) == 85
