"""The laws of the scripted models: seeded, in any order, as accurate as scripted."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import AnswerType
from pipeline.simulate.exchange import Request
from pipeline.simulate.scenario import Scenario
from pipeline.simulate.simulator import Simulator
from pipeline.simulate.truth import Known, Note
from pipeline.simulate.wordings import WORDINGS
from pipeline.tokens import count
from tests.simulate.client import ask
from tests.simulate.world import (
    DIALECT_NAMES,
    QUICK,
    RIGHT,
    events,
    prompt,
    question,
    say,
    scenario,
    simulated,
    wire,
)

ASKED = question()
MANY = 600


def known(simulator: Simulator, text: str, dialect: str = "openai-chat") -> Known:
    path, body = wire(dialect, text)
    request = Request(path, {}, json.dumps(body).encode(), 0.0, 1)
    note = simulator.answer(request).note
    assert isinstance(note, Note)
    return note.known


def verdicts(script: Scenario, texts: list[str]) -> dict[str, str | None]:
    simulator = Simulator(script, [ASKED])
    return {text: known(simulator, text).verdict for text in texts}


def test_the_same_requests_get_the_same_answers_in_any_order(tmp_path: Path) -> None:
    script = scenario("[[models]]\naccuracy = { overall = 0.5 }", tmp_path)
    texts = [f"Request {n}\n\n{prompt(ASKED)}" for n in range(60)]

    forth, back = verdicts(script, texts), verdicts(script, texts[::-1])

    assert forth == back
    assert len(set(forth.values())) > 1
    other = script.model_copy(update={"seed": 1})
    assert verdicts(other, texts) != forth


def test_another_attempt_is_another_draw(tmp_path: Path) -> None:
    script = scenario("[[models]]\naccuracy = { overall = 0.5 }", tmp_path)
    simulator = Simulator(script, [ASKED])
    found = [known(simulator, prompt(ASKED)) for _ in range(30)]

    assert [k.attempt for k in found] == list(range(1, 31))
    assert len({k.verdict for k in found}) > 1


@pytest.mark.parametrize("overall", [0.2, 0.8])
def test_accuracy_is_near_the_scripted_one(tmp_path: Path, overall: float) -> None:
    script = scenario(f"[[models]]\naccuracy = {{ overall = {overall} }}", tmp_path)
    found = verdicts(script, [f"{n}\n{prompt(ASKED)}" for n in range(MANY)])

    share = list(found.values()).count("correct") / MANY
    assert share == pytest.approx(overall, abs=0.06)


def test_wrong_answers_are_as_they_are_weighted(tmp_path: Path) -> None:
    text = """
        [[models]]
        accuracy = { overall = 0 }
        wrong = { value = 1, abstain = 3, passage = 0 }
    """
    found = verdicts(
        scenario(text, tmp_path), [f"{n}\n{prompt(ASKED)}" for n in range(MANY)]
    )

    share = list(found.values()).count("abstained") / MANY
    assert share == pytest.approx(0.75, abs=0.06)


@pytest.mark.parametrize("wording", sorted(WORDINGS))
def test_beyond_the_window_a_prompt_is_refused_in_those_words(
    tmp_path: Path, wording: str
) -> None:
    text = f'{RIGHT}\n[[models]]\nname = "a"\nwindow = 100\nwording = "{wording}"'
    long = prompt(ASKED, before=60)
    path, body = wire("openai-chat", long)
    with simulated(scenario(text, tmp_path), [ASKED]) as world:
        got = ask(world.url, path, {**body, "model": "a"})
    (row,) = world.rows

    assert got.status == 400
    assert row.fault == "over_window"
    assert row.prompt_tokens == count(long)
    assert json.loads(got.body) == WORDINGS[wording](count(long), 100)[1]


@pytest.mark.parametrize("dialect", DIALECT_NAMES)
def test_a_prompt_that_fits_is_answered_and_one_that_does_not_is_refused(
    tmp_path: Path, dialect: str
) -> None:
    fits = count(prompt(ASKED))
    script = scenario(RIGHT.replace("accuracy", f"window = {fits}\naccuracy"), tmp_path)
    with simulated(script, [ASKED]) as world:
        found = [say(world, dialect, prompt(ASKED, before=n)).status for n in (3, 4)]

    assert found == [200, 400]


def truncated(folder: Path, *, before: int, after: int) -> Known:
    text = '\nwindow = 150\nbeyond = "truncate"\naccuracy'
    script = scenario(RIGHT.replace("accuracy", text), folder)
    simulator = Simulator(script, [ASKED])
    return known(simulator, prompt(ASKED, before=before, after=after))


def test_a_cut_prompt_is_answered_from_its_beginning(tmp_path: Path) -> None:
    early = truncated(tmp_path, before=0, after=60)
    late = truncated(tmp_path, before=60, after=0)

    assert early.verdict == "correct"
    assert late.verdict in {"wrong", "abstained"}
    assert early.reported_prompt_tokens == late.reported_prompt_tokens == 150
    assert early.prompt_tokens is not None
    assert early.prompt_tokens > 600


@pytest.mark.parametrize(
    ("usage", "factor"), [('"right"', 1.0), ('"wrong"', 1.5), ('"absent"', None)]
)
def test_usage_is_right_wrong_or_absent(
    tmp_path: Path, usage: str, factor: float | None
) -> None:
    script = scenario(RIGHT.replace("accuracy", f"usage = {usage}\naccuracy"), tmp_path)
    with simulated(script, [ASKED]) as world:
        got = say(world, "openai-chat", prompt(ASKED))
    (row,) = world.rows
    reports = [d["usage"] for _, d in events(got)[:-1] if d.get("usage")]

    truth = count(prompt(ASKED))
    wanted = None if factor is None else round(truth * factor)
    assert row.prompt_tokens == truth
    assert row.reported_prompt_tokens == wanted
    assert [u["prompt_tokens"] for u in reports] == ([wanted] if wanted else [])


@pytest.mark.parametrize("stream", [True, False])
@pytest.mark.parametrize("dialect", DIALECT_NAMES)
def test_a_provider_that_reports_nothing_reports_nothing(
    tmp_path: Path, dialect: str, *, stream: bool
) -> None:
    script = scenario(RIGHT.replace("accuracy", 'usage = "absent"\naccuracy'), tmp_path)
    with simulated(script, [ASKED]) as world:
        got = say(world, dialect, prompt(ASKED), stream=stream)

    assert got.status == 200
    for word in ("_tokens", "TokenCount", "eval_count"):
        assert word not in got.text.replace('"max_tokens"', "")


@pytest.mark.parametrize("stream", [True, False])
@pytest.mark.parametrize("dialect", DIALECT_NAMES)
def test_hidden_reasoning_takes_its_time_and_is_not_sent(
    tmp_path: Path, dialect: str, *, stream: bool
) -> None:
    text = RIGHT.replace("accuracy", 'reasoning_place = "hidden"\naccuracy')
    text = text.replace("reasoning_pace = 0.0001", "reasoning_pace = 0.02")
    script = scenario(f"{text}\nreasoning_tokens = 5", tmp_path)
    with simulated(script, [ASKED]) as world:
        got = say(world, dialect, prompt(ASKED), stream=stream)
    (row,) = world.rows

    assert "asks " not in got.text
    assert row.first_answer_s is not None
    assert row.first_answer_s >= 0.1


@pytest.mark.parametrize("dialect", DIALECT_NAMES)
def test_a_plain_answer_may_be_filtered(tmp_path: Path, dialect: str) -> None:
    fault = '[[models.fault]]\nkind = "filtered_finish"\nprobability = 1'
    with simulated(scenario(RIGHT + fault, tmp_path), [ASKED]) as world:
        got = say(world, dialect, prompt(ASKED), stream=False)

    assert got.status == 200
    assert "236000" not in got.text
    assert json.loads(got.body)


def test_a_model_may_count_tokens_of_its_own(tmp_path: Path) -> None:
    text = RIGHT.replace("accuracy", "token_ratio = 1.3\naccuracy")
    found = known(Simulator(scenario(text, tmp_path), [ASKED]), prompt(ASKED))

    assert found.prompt_tokens == round(1.3 * count(prompt(ASKED)))


def test_a_long_prompt_is_estimated_by_its_bytes(tmp_path: Path) -> None:
    script = scenario(f"exact_tokens_below = 0\n{RIGHT}", tmp_path)
    text = prompt(ASKED)

    found = known(Simulator(script, [ASKED]), text)

    assert found.prompt_tokens == round(len(text.encode()) / 4.5)


def test_a_prefix_that_was_seen_is_cached_for_its_model_alone(tmp_path: Path) -> None:
    script = scenario(RIGHT.replace("accuracy", "cache = true\naccuracy"), tmp_path)
    simulator = Simulator(script, [ASKED])
    long = prompt(ASKED, before=400)
    cold, same = known(simulator, long), known(simulator, long)
    longer = known(simulator, f"{long}\nAnd again: {ASKED.text}")
    other = known(simulator, f"Request 2\n{long}")

    assert (cold.cached_tokens, other.cached_tokens) == (0, 0)
    assert same.cached_tokens == pytest.approx(longer.cached_tokens, abs=10)
    assert same.cached_tokens is not None
    assert cold.prompt_tokens is not None
    assert 0.8 * cold.prompt_tokens < same.cached_tokens < cold.prompt_tokens


def test_prefill_takes_its_time_for_what_is_not_cached(tmp_path: Path) -> None:
    text = f"[[models]]\ncache = true\n{QUICK}\nprefill_per_1k = 0.1"
    with simulated(scenario(text, tmp_path), [ASKED]) as world:
        for _ in range(2):
            say(world, "openai-chat", prompt(ASKED, before=300))
    cold, warm = (row.first_token_s for row in world.rows)

    assert cold is not None
    assert warm is not None
    assert cold - warm > 0.1


def test_the_cap_cuts_an_answer(tmp_path: Path) -> None:
    with simulated(scenario(RIGHT, tmp_path), [ASKED]) as world:
        got = say(world, "openai-chat", prompt(ASKED), cap=5)
    (row,) = world.rows

    assert '"finish_reason": "length"' in got.text
    assert row.answer_tokens == 5
    assert row.verdict is None


def test_a_prompt_without_a_known_question_is_answered_and_marked(
    tmp_path: Path,
) -> None:
    found = known(Simulator(scenario(RIGHT, tmp_path), [ASKED]), "Good morning")

    assert (found.question, found.verdict) == (None, "unknown")


def test_every_type_of_question_is_known(tmp_path: Path) -> None:
    kinds = [question(n, kind, ["yes"]) for n, kind in enumerate(AnswerType)]
    simulator = Simulator(scenario(RIGHT, tmp_path), kinds)

    found = [known(simulator, prompt(asked)) for asked in kinds]

    assert [k.question for k in found] == [asked.id for asked in kinds]


@pytest.mark.parametrize("dialect", DIALECT_NAMES)
def test_what_cannot_be_read_is_a_400_of_its_dialect(
    tmp_path: Path, dialect: str
) -> None:
    with simulated(scenario(RIGHT, tmp_path), [ASKED]) as world:
        got = ask(world.url, wire(dialect, "x").path, {"contents": 3, "model": 4})

    assert got.status == 400
    assert "error" in json.loads(got.body)
    assert world.rows[0].fault == "bad_request"


def test_a_model_that_is_not_scripted_is_not_found(tmp_path: Path) -> None:
    with simulated(scenario('[[models]]\nname = "a"', tmp_path), [ASKED]) as world:
        got = say(world, "openai-chat", prompt(ASKED))

    assert got.status == 404
    assert world.rows[0].fault == "not_found"


@pytest.mark.parametrize("dialect", DIALECT_NAMES)
def test_the_truth_of_a_call_is_logged(tmp_path: Path, dialect: str) -> None:
    text = RIGHT.replace("answer_pace = 0.0001", "answer_pace = 0.005")
    script = scenario(f"{text}\nreasoning_tokens = 4", tmp_path)
    with simulated(script, [ASKED]) as world:
        got = say(world, dialect, prompt(ASKED))
    (row,) = world.rows

    assert row.dialect == dialect
    assert row.question == ASKED.id
    assert row.verdict == "correct"
    assert row.reasoning_tokens == 4
    assert row.begun <= row.received
    assert got.headers["x-request-id"] == f"sim-{row.number:06}"
    times: list[Any] = [
        *(row.first_byte_s, row.first_token_s, row.first_answer_s),
        *(row.last_answer_s, row.end_s),
    ]
    assert times == sorted(times)
    assert row.answer_tokens is not None
    assert row.last_answer_s is not None
    assert row.first_answer_s is not None
    spoken = row.last_answer_s - row.first_answer_s
    assert spoken >= 0.005 * (row.answer_tokens - 1) - row.lateness_s


def test_the_tally_counts_what_became_of_calls(tmp_path: Path) -> None:
    with simulated(scenario(RIGHT, tmp_path), [ASKED]) as world:
        say(world, "openai-chat", prompt(ASKED))
        say(world, "ollama-chat", prompt(ASKED))
        ask(world.url, "/nowhere", {})

    tally = world.simulator.tally
    assert tally.requests == 3
    assert tally.outcomes == (
        ("/nowhere", "not_found", 1),
        ("scripted-1", "correct", 2),
    )
