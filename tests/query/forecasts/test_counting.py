"""Counting over real sockets: few prompts, once each, and no fault ends a plan."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.query.forecasts.counting import Wanted, count_prompts, wanted
from pipeline.query.forecasts.foreseen import Counted
from pipeline.query.models.target import Target
from pipeline.query.plan import plan
from pipeline.records import Record
from pipeline.store import Store
from tests.query.bench import KEY, baseline, prompt, target
from tests.support.server import Hang, Script, provider_at_loopback, refusal

URL = "http://127.0.0.1:1"
PROMPTS = {f"p{n}": prompt(f"p{n}", tokens=n * 1_000) for n in range(1, 8)}


class Row(Record):
    model: str
    prompt: str
    tokens: int


def due(*targets: Target, counted: Sequence[Counted] = ()) -> list[Wanted]:
    planned = plan("run", list(PROMPTS.values()), targets, repeats=1, seed=1)
    return wanted(targets, planned, PROMPTS, counted)


def names(found: Wanted) -> list[str]:
    return [one.id for one in found.prompts]


def test_the_smallest_the_middle_and_the_largest_that_is_sent_are_wanted() -> None:
    whole, narrow = target(URL, "a", count="openai"), target(URL, "b", count="vllm")
    narrow = replace(narrow, facts=narrow.facts.model_copy(update={"window": 8_000}))

    one, two = due(whole, narrow)

    assert names(one) == ["p1", "p4", "p7"]
    assert names(two) == ["p1", "p3", "p5"]


def test_what_is_counted_already_or_cannot_be_is_not_wanted() -> None:
    here = target(URL, count="openai")
    known = Counted(
        endpoint=URL, model=here.settings.id, prompt="p4", tokens=1, reference=1
    )

    [found] = due(here, counted=[known])

    assert names(found) == ["p1", "p7"]
    assert due(target(URL), target(URL, "n", count="nobody"), baseline(str)) == []


def count(script: Script, timeout_s: float = 20) -> tuple[list[str], list[Row]]:
    async def whole() -> tuple[list[str], list[Row]]:
        async with provider_at_loopback([script]) as server:
            here = target(server.url, count="openai", timeout_s=timeout_s)
            some = [Wanted(here, [PROMPTS["p1"], PROMPTS["p2"]])]
            with Store() as store:
                said = await asyncio.to_thread(count_prompts, store, some, str)
                found = store._db.execute(
                    "SELECT model, prompt, tokens FROM raw.counts"
                )
                rows = [
                    Row(model=m, prompt=p, tokens=t) for m, p, t in found.fetchall()
                ]
            return said, rows

    return asyncio.run(whole())


def test_counts_are_stored_as_the_service_says_them() -> None:
    said, rows = count(refusal(200, {"input_tokens": 77}))

    assert said == []
    assert [(row.prompt, row.tokens) for row in rows] == [("p1", 77), ("p2", 77)]


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (refusal(200, b"<html>"), "malformed"),
        (refusal(200, {"tokens": 5}), "malformed"),
        (refusal(200, {"input_tokens": 10**30}), "malformed"),
        (refusal(401, {"error": {"message": f"bad key {KEY}"}}), "auth"),
        (refusal(302, "", location="http://elsewhere"), "bad_request"),
        ([], "timeout"),
        ([Hang()], "timeout"),
    ],
    ids=["page", "no-count", "too-many", "refused", "redirect", "silence", "hang"],
)
def test_a_service_that_fails_is_one_line_without_its_key(
    script: Script, kind: str
) -> None:
    said, rows = count(script, timeout_s=0.5 if kind == "timeout" else 20)

    [line] = said
    assert line.startswith(f"openai-api/test/m: {kind}: ")
    assert KEY not in line
    assert rows == []
