"""`docqa history`: every run of a real store, in order, and who led on what."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import Outcome, Verdict
from pipeline.store import Store
from tests.support.bench_design import Asked, Design, Ended, Ending
from tests.support.bench_more import How, add_run, filled
from tests.support.commands import docqa, fails

DESIGN = Design(
    models=("a/old", "baseline/bm25"),
    documents=12,
    questions=6,
    unanswerable=0,
    lengths=(4_000,),
    depths=(0.5,),
    controls=(),
    run="october",
)
DB = Path(".docqa/bench.duckdb")
EVIL = "evil/|<b>`x`\n# y"


def ending(**right: int) -> Ending:
    """Return what has so many of six questions of a document right, by model."""

    def end(asked: Asked) -> Ended:
        number = int(asked.question.id[-1])
        name = asked.model.rpartition("/")[2]
        seconds = 1.0 if name == "old" else 3.0
        answer = Ended(seconds=seconds) if number < right.get(name, 6) else None
        return answer or replace(Ended(seconds=seconds), verdict=Verdict.INCORRECT)

    return end


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def year() -> None:
    """Two runs, the second of which asked the first one's model nothing anew."""
    DB.parent.mkdir(exist_ok=True)
    with Store(DB) as store:
        filled(store, DESIGN, How(day=3), ending(old=4, bm25=1))
        more = replace(DESIGN, run="a-later-one", models=("a/new", "a/old"))
        add_run(store, more, ending(old=4), How(day=21))
        level = replace(DESIGN, run="november", models=("a/old", "b/like"))
        add_run(store, level, ending(old=4, like=4), How(effort="high", day=12))


def told() -> list[dict[str, Any]]:
    result = docqa("history", "--json")
    assert result.exit_code == 0, result.output
    series: list[dict[str, Any]] = json.loads(result.stdout)["series"]
    return series


def leads(entry: dict[str, Any]) -> dict[str, tuple[list[str], list[str]]]:
    return {
        lead["matter"]: (lead["models"], lead["not_separated"])
        for lead in entry["leads"]
    }


@pytest.mark.usefixtures("year")
def test_runs_stand_in_the_order_in_which_they_were_asked() -> None:
    (series,) = told()

    assert [entry["run"] for entry in series["entries"]] == [
        *("october", "november", "a-later-one"),
    ]
    assert [entry["asked"][:10] for entry in series["entries"]] == [
        *("2026-11-03", "2026-11-12", "2026-11-21"),
    ]


@pytest.mark.usefixtures("year")
def test_who_leads_and_who_is_not_told_apart() -> None:
    (series,) = told()
    october, november, last = series["entries"]

    assert leads(october)["accuracy"] == (["a/old"], [])
    assert leads(november)["accuracy"] == (["a/old"], ["b/like"])
    assert leads(last)["accuracy"] == (["a/new"], [])
    assert leads(last)["wait"] == (["a/old"], [])
    assert leads(october)["wait"] == (["a/old"], [])
    assert "cost" not in leads(last)
    assert last["models"][0]["accuracy"]["estimate"] == 1


@pytest.mark.usefixtures("year")
def test_what_changed_since_the_run_before_is_said() -> None:
    (series,) = told()

    assert [entry["changes"] for entry in series["entries"]] == [
        [],
        ["b/like joined", "baseline/bm25 left"],
        [
            "a/new joined",
            "b/like left",
            "the lead on accuracy went from a/old to a/new",
        ],
    ]


def test_what_the_figures_are_over_is_said_where_it_changed() -> None:
    DB.parent.mkdir(exist_ok=True)
    long = replace(DESIGN, models=("a/old",), lengths=(4_000, 16_000))
    with Store(DB) as store:
        filled(store, long, How(day=3))
        narrow = replace(
            long, run="november", settings='{"report": {"working": [16000]}}'
        )
        add_run(store, narrow, how=How(effort="high", day=12))
        fewer = replace(narrow, run="december", documents=6)
        add_run(store, fewer, how=How(effort="low", day=20))

    (series,) = told()

    assert [entry["changes"] for entry in series["entries"]] == [
        *([], ["accuracy over 4k to 16k became accuracy over 16k"]),
        ["72 questions became 36"],
    ]
    assert series["entries"][1]["working"] == [16_000]


def test_a_lead_within_the_noise_went_to_nobody() -> None:
    def end(asked: Asked) -> Ended:
        ahead = asked.model == "b/like" and asked.question.id.endswith("-1-5")
        right = ahead or int(asked.question.id[-1]) < 4
        return Ended(verdict=Verdict.CORRECT if right else Verdict.INCORRECT)

    DB.parent.mkdir(exist_ok=True)
    with Store(DB) as store:
        filled(store, replace(DESIGN, models=("a/old",)), How(day=3), end)
        both = replace(DESIGN, run="november", models=("a/old", "b/like"))
        add_run(store, both, end, How(effort="high", day=12))

    (series,) = told()
    _, november = series["entries"]

    assert leads(november)["accuracy"] == (["b/like"], ["a/old"])
    assert november["changes"] == ["b/like joined"]


def test_a_lead_of_one_that_was_not_asked_again_went_to_nobody() -> None:
    DB.parent.mkdir(exist_ok=True)
    with Store(DB) as store:
        filled(store, replace(DESIGN, models=("a/old",)), How(day=3), ending())
        other = replace(DESIGN, run="november", models=("a/new",))
        add_run(store, other, ending(new=5), How(day=12))

    (series,) = told()

    assert series["entries"][1]["changes"] == ["a/new joined", "a/old left"]


@pytest.mark.usefixtures("year")
def test_the_page_is_a_table_with_a_line_for_each_run() -> None:
    one, two = docqa("history"), docqa("history")

    assert one.stdout == two.stdout
    lines = [line.split(" | ") for line in one.stdout.splitlines()]
    rows = [[cell.strip("| ") for cell in line] for line in lines if len(line) == 6]
    assert [row[1] for row in rows[2:5]] == ["october", "november", "a-later-one"]
    assert [row[2] for row in rows[2:5]] == ["a/old", "a/old ≈ b/like", "a/new"]
    assert "- **november**, since the run before: b/like joined" in one.stdout
    assert "| a-later-one | a/new" in one.stdout
    for banned in ("best", "wins", "beats", "significant", "outperform", "winner"):
        assert banned not in one.stdout.lower()


def test_the_longest_length_held_and_the_least_cost_have_leads_too() -> None:
    def falls(asked: Asked) -> Ended:
        long = (asked.length or 0) > 4_000
        fails = long and asked.model == "b/short"
        return Ended(verdict=Verdict.INCORRECT if fails else Verdict.CORRECT)

    DB.parent.mkdir(exist_ok=True)
    design = replace(DESIGN, models=("a/long", "b/short"), lengths=(4_000, 16_000))
    with Store(DB) as store:
        filled(store, design, How(usd=0.01), falls)
        base = replace(design, run="base", lengths=(4_000,))
        add_run(store, base, falls, How(effort="high", usd=0.01, day=21))

    (series,) = told()
    first, base = series["entries"]

    assert leads(first)["length"] == (["a/long"], [])
    assert leads(first)["cost"] == (["a/long"], [])
    # One length alone is the base of all: nobody leads on it.
    assert "length" not in leads(base)
    assert leads(base)["cost"] == (["a/long", "b/short"], [])
    page = docqa("history").stdout
    assert "4k (base)" in page


def test_who_has_nothing_to_hold_or_was_not_asked_there_is_not_beside_the_lead() -> (
    None
):
    def end(asked: Asked) -> Ended:
        short = (asked.length or 0) == 4_000
        half = asked.model == "b/half" and not (short or asked.question.id[-1] < "5")
        wrong = asked.model == "b/mute" or half
        return Ended(verdict=Verdict.INCORRECT if wrong else Verdict.CORRECT)

    DB.parent.mkdir(exist_ok=True)
    models = ("a/long", "b/half", "b/mute", "b/small")
    design = replace(DESIGN, models=models, lengths=(4_000, 16_000))
    with Store(DB) as store:
        filled(store, replace(design, over_window=(("b/small", 8_000),)), ending=end)

    (series,) = told()

    assert leads(series["entries"][0])["length"] == (["a/long"], ["b/half"])
    held = {one["model"]: one["effective"] for one in series["entries"][0]["models"]}
    assert held["b/mute"] is None


def test_what_fits_short_contexts_alone_leads_in_no_wait_and_no_cost() -> None:
    def quick(asked: Asked) -> Ended:
        return Ended(seconds=0.1 if asked.model == "b/small" else 1.0)

    DB.parent.mkdir(exist_ok=True)
    design = replace(DESIGN, models=("a/long", "b/small"), lengths=(4_000, 16_000))
    with Store(DB) as store:
        small = replace(design, over_window=(("b/small", 8_000),))
        filled(store, small, How(usd=0.01), quick)

    (series,) = told()

    for matter in ("wait", "cost"):
        assert leads(series["entries"][0])[matter] == (["a/long"], []), matter


def test_what_fits_short_contexts_alone_leads_in_no_accuracy() -> None:
    def end(asked: Asked) -> Ended:
        long = (asked.length or 0) > 4_000
        worse = asked.model == "b/small" and asked.question.id[-1] == "5"
        wrong = worse or (long and asked.question.id[-1] > "1")
        return Ended(verdict=Verdict.INCORRECT if wrong else Verdict.CORRECT)

    DB.parent.mkdir(exist_ok=True)
    design = replace(DESIGN, models=("a/long", "b/small"), lengths=(4_000, 16_000))
    with Store(DB) as store:
        filled(store, replace(design, over_window=(("b/small", 8_000),)), ending=end)

    (series,) = told()
    (entry,) = series["entries"]

    small, long = entry["models"]
    assert small["model"] == "b/small"
    assert small["accuracy"]["estimate"] > long["accuracy"]["estimate"]
    assert leads(entry)["accuracy"] == (["a/long"], [])


def test_questions_of_another_set_are_another_table() -> None:
    DB.parent.mkdir(exist_ok=True)
    with Store(DB) as store:
        filled(store, DESIGN)
        store._db.execute(
            "INSERT INTO raw.questions SELECT * REPLACE ('z.jsonl' AS collection) "
            "FROM raw.questions"
        )
        other = replace(DESIGN, run="other")
        add_run(store, other, how=How(collection="z.jsonl", effort="high"))

    first, second = told()

    assert (first["collection"], second["collection"]) == ("contracts.jsonl", "z.jsonl")
    assert [len(one["entries"]) for one in (first, second)] == [1, 1]


@pytest.mark.usefixtures("year")
def test_a_run_without_a_report_is_left_out_with_the_reason() -> None:
    with Store(DB) as store:
        add_run(store, replace(DESIGN, run="gone"), how=How(collection="gone.jsonl"))
        store._db.execute("DELETE FROM raw.planned WHERE run = 'november'")

    result = docqa("history")

    assert result.exit_code == 0
    assert "- gone: 144 calls of the run 'gone' are about questions" in result.stdout
    assert "november" not in result.stdout


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (None, "planned, not asked"),
        (Outcome.FAILED, "asked, without an answer that counts"),
    ],
)
def test_a_run_without_an_answer_changes_nothing(
    outcome: Outcome | None, reason: str
) -> None:
    DB.parent.mkdir(exist_ok=True)
    with Store(DB) as store:
        filled(store, DESIGN, How(day=3), ending(old=4, bm25=1))
        kimi = replace(DESIGN, run="kimi", models=("c/kimi",))
        add_run(store, kimi, lambda _: Ended(outcome, None), How(day=12))
        again = replace(DESIGN, run="november")
        add_run(store, again, ending(old=4, bm25=1), How(effort="high", day=21))

    (series,) = told()
    page = docqa("history").stdout

    assert [(entry["run"], entry["changes"]) for entry in series["entries"]] == [
        *(("october", []), ("november", [])),
    ]
    assert f"- kimi: {reason}" in page
    assert "c/kimi" not in page


def test_models_without_an_answer_and_hostile_names() -> None:
    DB.parent.mkdir(exist_ok=True)
    with Store(DB) as store:
        design = replace(DESIGN, models=(EVIL, "a/old"))
        filled(
            store,
            design,
            ending=lambda asked: Ended(None) if asked.model == EVIL else Ended(),
        )

    result = docqa("history")

    assert result.exit_code == 0, result.output
    assert "no answer" in result.stdout
    assert "<b>" not in result.stdout
    assert len([line for line in result.stdout.splitlines() if line[:2] == "# "]) == 1


def test_an_empty_workspace_is_one_sentence() -> None:
    fails(docqa("history"), "this workspace holds no run yet")
    assert not DB.exists()
    DB.parent.mkdir()
    with Store(DB):
        pass
    fails(docqa("history"), "this workspace holds no run yet")
