"""`docqa compare`: runs in a real store; a page and its JSON, or why there is none."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import AnswerType, Condition, Distractors, Outcome, Verdict
from pipeline.store import Store
from tests.support.bench_design import Asked, Design, Ended, Ending
from tests.support.bench_more import How, add_run, filled
from tests.support.commands import docqa, fails

MODEL = "north/aurora-2"
SMALL = Design(
    models=(MODEL,),
    documents=12,
    questions=1,
    unanswerable=0,
    lengths=(4_000, 16_000),
    depths=(0.5,),
    controls=(),
    run="october",
)
NOVEMBER = replace(SMALL, run="november", models=("north/aurora-3",))
DB = Path(".docqa/bench.duckdb")


def right_but(*wrong: str, seconds: float = 1.0) -> Ending:
    """Return what answers every question rightly but these."""

    def ending(asked: Asked) -> Ended:
        verdict = Verdict.INCORRECT if asked.question.id in wrong else Verdict.CORRECT
        return Ended(verdict=verdict, seconds=seconds)

    return ending


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def stored(*runs: tuple[Design, Ending, How]) -> None:
    """Put these runs into the workspace, the first with its corpus."""
    DB.parent.mkdir(exist_ok=True)
    with Store(DB) as store:
        first, *others = runs
        filled(store, first[0], first[2], first[1])
        for design, ending, how in others:
            add_run(store, design, ending, how)


def change(statement: str) -> None:
    with Store(DB) as store:
        store._db.execute(statement)


def compared(*arguments: str) -> dict[str, Any]:
    result = docqa("compare", *arguments, "--json", "found.json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(Path("found.json").read_text("utf-8"))
    return found


def only_pair(*arguments: str) -> dict[str, Any]:
    (pair,) = compared(*arguments)["pairs"]
    found: dict[str, Any] = pair
    return found


def left_out(pair: dict[str, Any]) -> dict[str, int]:
    return {one["reason"]: one["places"] for one in pair["left_out"]}


def test_the_change_is_paired_question_by_question() -> None:
    stored(
        (SMALL, right_but("q-0-0", "q-1-0", "q-2-0"), How()),
        (NOVEMBER, right_but("q-2-0", "q-3-0"), How()),
    )

    pair = only_pair("october", "november")

    assert pair["difference"]["estimate"] == pytest.approx(1 / 12, abs=1e-6)
    assert (pair["difference"]["n"], pair["difference"]["documents"]) == (12, 12)
    assert pair["change"] == "not_resolved"
    assert pair["gained"]["questions"] == ["q-0-0", "q-1-0"]
    assert pair["lost"]["questions"] == ["q-3-0"]
    assert (pair["gained"]["places"], pair["lost"]["places"]) == (4, 2)
    assert (pair["places"], pair["same_prompts"], pair["left_out"]) == (24, 24, [])
    # Of the signs of three documents that differ, 2 of 8 sum to 3 and 6 to 1.
    assert pair["p"] == pair["p_holm"] == 1.0
    assert pair["lengths"] == [4_000, 16_000]
    assert [part["length"] for part in pair["parts"]] == [4_000, 16_000]
    assert pair["paired_by"] == "the one model of each"


def test_the_page_has_the_verdict_first_and_both_answers_to_what_flipped() -> None:
    names = [f"q-{n}-0" for n in range(11)]
    stored((SMALL, right_but(*names), How()), (NOVEMBER, right_but(), How()))

    result = docqa("compare", "october", "november")

    lines = result.stdout.splitlines()
    assert lines[0] == "# november beside october"
    assert "better by 92 points" in lines[2]
    assert "12 questions on 12 documents, 4k to 16k" in lines[2]
    quote = result.stdout.partition("<details>")[2].partition("</details>")[0]
    assert "- **october:** 7000000, incorrect" in quote
    assert "- **november:** 7000000, correct" in quote
    assert "What did document 0 cost in year 1990?" in quote
    assert result.stdout.count("<details>") == 5
    assert "And q-5-0, q-6-0, q-7-0, q-8-0, q-9-0, q-10-0." in result.stdout


def test_who_abstained_is_quoted_in_words_and_not_in_its_form() -> None:
    def abstains(asked: Asked) -> Ended:
        del asked
        return Ended(verdict=Verdict.ABSTAINED, answer='{"answer": null}')

    stored((SMALL, abstains, How()), (NOVEMBER, right_but(), How()))
    change("UPDATE raw.scores SET reason = '' WHERE verdict = 'abstained'")

    shown = docqa("compare", "october", "november").stdout

    said = "- **october:** no answer: says that the documents do not say\n"
    assert shown.count(said) == 5
    assert "null" not in shown


def test_worse_and_equivalent_are_said_too() -> None:
    big = replace(SMALL, questions=30)
    names = [f"q-{document}-{n}" for document in range(12) for n in range(10)]
    stored(
        (big, right_but(), How()),
        (replace(big, run="worse", models=("m/w",)), right_but(*names), How()),
        (replace(big, run="same", models=("m/s",)), right_but("q-0-0"), How()),
    )

    worse, same = compared("october", "worse", "same", "--margin", "0.06")["pairs"]

    assert (worse["change"], same["change"]) == ("worse", "equivalent")
    assert worse["difference"]["estimate"] == pytest.approx(-1 / 3, abs=1e-6)
    assert worse["difference"]["level"] == pytest.approx(0.975)
    # Two are tested: the smaller p counts twice.
    assert worse["p_holm"] == pytest.approx(min(1, 2 * worse["p"]))


def test_wait_price_and_failures_are_compared() -> None:
    def failing(asked: Asked) -> Ended:
        if asked.question.id == "q-0-0":
            return Ended(Outcome.FAILED, None)
        return Ended(seconds=3.0)

    stored(
        (SMALL, right_but(seconds=2.0), How(usd=0.02)),
        (NOVEMBER, failing, How(usd=0.01)),
    )

    pair = only_pair("october", "november")

    assert pair["time"]["estimate"] == pytest.approx(1.5, abs=1e-6)
    assert pair["cost"]["estimate"] == pytest.approx(0.5)
    assert pair["unanswered"]["estimate"] == pytest.approx(1 / 12, abs=1e-6)
    first, second = pair["sides"]
    assert first["cost_per_correct"]["estimate"] == pytest.approx(0.02)
    assert second["cost_per_correct"]["estimate"] == pytest.approx(0.24 / 22, abs=1e-6)
    assert first["wait_p95"]["estimate"] is None
    assert (first["wait_p95"]["n"], second["wait_p95"]["n"]) == (24, 22)


def test_a_price_that_is_not_known_is_none() -> None:
    stored((SMALL, right_but(), How(usd=0.02)), (NOVEMBER, right_but(), How()))

    pair = only_pair("october", "november")

    assert pair["cost"] is None
    assert [side["call_usd"] for side in pair["sides"]] == [0.02, None]
    assert pair["sides"][1]["cost_per_correct"] is None


def test_answers_that_both_runs_hold_say_nothing_and_are_refused() -> None:
    again = replace(SMALL, run="november")
    stored((SMALL, right_but(), How()), (again, right_but(), How()))

    result = docqa("compare", "october", "november")

    assert result.exit_code == 2
    assert "24 places: the same answers: they were asked once" in result.stderr
    assert "another seed asks anew, and --across prompts" in result.stderr
    assert result.stdout == ""


def test_other_prompts_are_left_out_until_they_are_let_in() -> None:
    stored(
        (SMALL, right_but(), How()),
        (replace(SMALL, run="november"), right_but("q-0-0"), How(seed=2027)),
    )

    refused = docqa("compare", "october", "november")
    pair = only_pair("october", "november", "--across", "prompts")

    assert refused.exit_code == 2
    assert "other prompts: another seed (2026, 2027)" in refused.stderr
    assert "--across prompts" in refused.stderr
    assert (pair["same_prompts"], pair["places"]) == (0, 24)
    assert pair["lost"]["questions"] == ["q-0-0"]
    assert pair["paired_by"] == "the same model"


def test_only_some_prompts_that_differ_are_left_out() -> None:
    stored((SMALL, right_but(), How()), (NOVEMBER, right_but(), How()))
    with Store(DB) as store:
        store._db.execute(
            "CREATE TEMP TABLE moved AS SELECT id FROM raw.prompts LIMIT 1;"
            "INSERT INTO raw.prompts SELECT 'other' AS id, * EXCLUDE (id) "
            "FROM raw.prompts WHERE id IN (FROM moved);"
            "UPDATE raw.planned SET prompt = 'other' WHERE run = 'november' "
            "AND prompt IN (FROM moved)"
        )

    pair = only_pair("october", "november")

    assert pair["places"] == 23
    assert left_out(pair) == {
        "other prompts: the documents or the design around them are others": 1
    }


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        pytest.param("gold", "'?'", "another gold answer", id="gold"),
        pytest.param(
            "text", "'Why?'", "the question is worded in another way", id="text"
        ),
    ],
)
def test_a_question_that_became_another_is_left_out(
    column: str, value: str, reason: str
) -> None:
    other = How(collection="edited.jsonl")
    stored((SMALL, right_but(), How()), (NOVEMBER, right_but(), other))
    change(
        "INSERT INTO raw.questions SELECT * REPLACE ('edited.jsonl' AS collection) "
        "FROM raw.questions"
    )
    change(
        f"UPDATE raw.questions SET {column} = {value} "
        "WHERE id = 'q-0-0' AND collection = 'edited.jsonl'"
    )

    pair = only_pair("october", "november")

    assert pair["places"] == 22
    assert left_out(pair) == {reason: 2}


def test_verdicts_of_another_version_of_a_rule_are_left_out() -> None:
    stored(
        (SMALL, right_but(), How()),
        (NOVEMBER, right_but(), How(scorer="number@2")),
    )

    result = docqa("compare", "october", "november")

    assert result.exit_code == 2
    assert (
        "judged by another version of a rule (number@1 against number@2); "
        "docqa score RUN judges both alike"
    ) in result.stderr


def test_a_judge_in_one_run_alone_is_left_out() -> None:
    stored((SMALL, right_but(), How()), (NOVEMBER, right_but(), How()))
    change(
        "UPDATE raw.scores SET kind = 'judge', scorer = 'panel@1 m/j' WHERE call = "
        "(SELECT min(call) FROM raw.planned WHERE run = 'november')"
    )

    pair = only_pair("october", "november")

    assert left_out(pair) == {"judged by other models, or by none in one of the two": 1}


def test_another_corpus_is_compared_where_the_prompts_are_the_same() -> None:
    moved = How(corpus="/elsewhere")
    stored(
        (SMALL, right_but(), How()),
        (NOVEMBER, right_but(), moved),
        (replace(NOVEMBER, run="seeded"), right_but(), replace(moved, seed=7)),
    )

    pair = only_pair("october", "november")
    refused = docqa("compare", "october", "seeded", "--across", "prompts")

    assert pair["places"] == 24
    assert {"name": "corpus", "first": "contracts", "second": "elsewhere"} in pair[
        "settings"
    ]
    assert refused.exit_code == 2
    assert "24 places: another corpus" in refused.stderr


def test_no_question_or_length_in_common_is_refused_with_the_reason() -> None:
    longer = replace(NOVEMBER, lengths=(64_000,))
    stored((SMALL, right_but(), How()), (longer, right_but(), How()))

    result = docqa("compare", "october", "november")

    assert result.exit_code == 2
    assert "24 places: asked in october alone" in result.stderr
    assert "12 places: asked in november alone" in result.stderr


def test_what_has_no_verdict_in_one_run_says_why() -> None:
    def some(asked: Asked) -> Ended:
        ended = {
            "q-0-0": Ended(None),
            "q-1-0": Ended(verdict=None),
        }
        return ended.get(asked.question.id, Ended())

    beyond = replace(NOVEMBER, over_window=(("north/aurora-3", 16_000),))
    stored((SMALL, right_but(), How()), (beyond, some, How()))

    pair = only_pair("october", "november")

    assert left_out(pair) == {
        "beyond the window in november": 12,
        "not asked yet in november": 1,
        "not scored in november": 1,
    }
    assert pair["places"] == 10


def test_calls_about_questions_that_are_gone_are_counted() -> None:
    stored((SMALL, right_but(), How()), (NOVEMBER, right_but(), How()))
    change("DELETE FROM raw.questions WHERE id = 'q-0-0'")

    pair = only_pair("october", "november")

    gone = "calls of {} about questions that their set has no longer"
    assert left_out(pair) == {gone.format("october"): 2, gone.format("november"): 2}


def test_models_are_paired_by_name_then_by_what_is_left() -> None:
    two = replace(SMALL, models=("a/same", "b/old", "baseline/bm25"))
    stored(
        (two, right_but(), How()),
        (
            replace(two, run="november", models=("a/same", "b/new", "baseline/bm25")),
            right_but(),
            How(effort="high"),
        ),
    )

    found = compared("october", "november")
    named = only_pair("october:b/old", "november:a/same")
    baseline = only_pair("october", "november", "--model", "baseline/bm25")

    assert [
        (pair["first"]["model"], pair["second"]["model"], pair["paired_by"])
        for pair in found["pairs"]
    ] == [
        ("a/same", "a/same", "the same model"),
        ("b/old", "b/new", "the one model that the other run does not have"),
    ]
    assert named["second"]["model"] == "a/same"
    assert baseline["first"]["model"] == "baseline/bm25"


def test_a_model_without_a_counterpart_is_named() -> None:
    more = replace(SMALL, run="november", models=(MODEL, "b/new"))
    stored((SMALL, right_but(), How()), (more, right_but(), How(effort="high")))

    found = compared("october", "november")

    (apart,) = found["apart"]
    assert (apart["run"], apart["model"]) == ("november", "b/new")
    assert (
        "name both to compare it with another: october:MODEL november:b/new"
        in apart["reason"]
    )


def test_a_model_that_never_answered_is_compared_with_nothing() -> None:
    def silent(asked: Asked) -> Ended:
        return Ended(Outcome.FAILED, None) if asked.model == "b/mute" else Ended()

    two = replace(SMALL, models=(MODEL, "b/mute"))
    stored(
        (SMALL, right_but(), How()),
        (replace(two, run="november"), silent, How(effort="high")),
    )

    found = compared("october", "november")

    assert [one["reason"] for one in found["apart"]] == [
        "it never answered in context (24 calls)"
    ]
    assert len(found["pairs"]) == 1


def test_what_the_first_run_declares_holds() -> None:
    settings = '{"report": {"working": [16000], "margin": 0.2}}'
    stored(
        (replace(SMALL, settings=settings), right_but(), How()),
        (NOVEMBER, right_but(), How()),
    )

    found = compared("october", "november")

    assert (found["margin"], found["working"]) == (0.2, [16_000])
    (pair,) = found["pairs"]
    assert (pair["lengths"], pair["places"]) == ([16_000], 12)
    assert [part["length"] for part in pair["parts"]] == [4_000, 16_000]


def test_controls_twins_and_unanswerable_questions_have_their_own_lines() -> None:
    design = replace(
        SMALL,
        unanswerable=3,
        controls=(Condition.CLOSED_BOOK, Condition.GOLD_ONLY, Condition.GOLD_REMOVED),
    )
    other = replace(design, run="november", models=("m/b",))
    stored((design, right_but(), How()), (other, right_but("u-0"), How()))

    parts = {part["part"]: part for part in only_pair("october", "november")["parts"]}

    assert set(parts) == {
        *("context", "closed-book", "gold-only", "twins", "unanswerable"),
    }
    assert parts["unanswerable"]["difference"]["estimate"] == pytest.approx(
        -1 / 3, abs=1e-6
    )
    assert parts["twins"]["difference"]["estimate"] == 0


def test_a_factor_that_was_changed_on_purpose_is_compared_across() -> None:
    hard = replace(NOVEMBER, distractors=(Distractors.HARD,))
    stored((SMALL, right_but(), How()), (hard, right_but("q-4-0"), How()))

    refused = docqa("compare", "october", "november")
    pair = only_pair("october", "november", "--across", "distractors")

    assert refused.exit_code == 2
    assert "asked in october alone" in refused.stderr
    assert pair["places"] == 24
    assert pair["lost"]["questions"] == ["q-4-0"]


def test_one_factor_that_was_let_in_lets_no_other_in() -> None:
    hard = replace(NOVEMBER, distractors=(Distractors.HARD,))
    stored((SMALL, right_but(), How()), (hard, right_but(), How(seed=7)))
    again = replace(SMALL, run="december")
    with Store(DB) as store:
        add_run(store, again, right_but(), How(seed=8))

    both = docqa("compare", "october", "november", "--across", "distractors")
    seed = docqa("compare", "october", "december", "--across", "placement")
    said = only_pair(
        *("october", "november", "--across", "distractors", "--across", "prompts")
    )

    assert (both.exit_code, seed.exit_code) == (2, 2)
    assert "24 places: other prompts: another seed (2026, 7)" in both.stderr
    assert "24 places: other prompts: another seed (2026, 8)" in seed.stderr
    assert said["places"] == 24


def test_a_run_of_an_older_docqa_is_compared_as_far_as_it_is_known() -> None:
    stored((SMALL, right_but(), How()), (NOVEMBER, right_but(), How()))
    change("UPDATE raw.prompts SET distractors = NULL, arrangement = NULL")
    change("UPDATE raw.runs SET settings = '{}' WHERE name = 'october'")

    pair = only_pair("october", "november")

    assert pair["places"] == 24


def test_the_same_store_gives_the_same_bytes_and_files_hold_the_page() -> None:
    stored(
        (SMALL, right_but("q-0-0"), How(served="aurora-2-1101")),
        (NOVEMBER, right_but("q-1-0"), How(served="aurora-3-1112")),
    )

    one = docqa("compare", "october", "november", "--out", "a.md", "--json", "a.json")
    two = docqa("compare", "october", "november", "--out", "b.md", "--json", "b.json")

    assert one.stdout == two.stdout == Path("a.md").read_text("utf-8")
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()
    assert "answered by aurora-3-1112" in one.stdout
    nowhere = docqa("compare", "october", "november", "--out", "none/a.md")
    assert nowhere.exit_code == 2
    assert "'none/a.md' cannot be written" in nowhere.stderr


def test_no_word_claims_more_than_an_interval_shows() -> None:
    names = [f"q-{n}-0" for n in range(11)]
    stored((SMALL, right_but(*names), How()), (NOVEMBER, right_but(), How()))

    page = docqa("compare", "october", "november").stdout.lower()

    for banned in ("best", "wins", "beats", "significant", "outperform", "tied"):
        assert banned not in page


def test_hostile_names_stay_names() -> None:
    question = "</details><script>|`{document}` {year}\n# Which"
    evil = replace(SMALL, models=("evil/|<b>`x`\n# y",), question_text=question)
    stored(
        (evil, right_but(), How()),
        (
            replace(evil, run="november"),
            right_but(*(f"q-{n}-0" for n in range(6))),
            How(effort="high", served="</td>\x1b[31m|"),
        ),
    )

    shown = docqa("compare", "october", "november").stdout

    assert "<script" not in shown
    assert "<b>" not in shown
    assert "\x1b" not in shown
    assert [line for line in shown.splitlines() if line.startswith("# ")] == [
        "# november beside october"
    ]
    assert shown.count("<details>") == shown.count("</details>") == 5


def test_mistakes_are_said_with_the_choices() -> None:
    fails(docqa("compare", "a", "b"), "this workspace holds no run yet")
    assert not DB.exists()

    stored((SMALL, right_but(), How()))

    one = docqa("compare", "october")
    assert (one.exit_code, "name two runs" in one.stderr) == (2, True)
    unknown = docqa("compare", "october", "x", "y")
    assert unknown.exit_code == 2
    assert "unknown run 'x'; choose from october" in unknown.stderr
    assert "unknown run 'y'" in unknown.stderr
    fails(
        docqa("compare", "october:b/c", "october"),
        "october: unknown model 'b/c'; choose from north/aurora-2",
    )
    with Store(DB) as store:
        store._db.execute("DELETE FROM raw.runs; DELETE FROM raw.planned")
    fails(docqa("compare", "a", "b"), "this workspace holds no run yet")


def test_one_question_is_compared_and_excludes_nothing() -> None:
    tiny = replace(SMALL, documents=1, lengths=(4_000,))
    stored(
        (tiny, right_but(), How()),
        (replace(tiny, run="november", models=("m/b",)), right_but("q-0-0"), How()),
    )

    page = docqa("compare", "october", "november").stdout

    assert "not resolved: too few questions to exclude anything" in page
    assert "1 question on 1 document" in page
    assert "†: worth fewer than 8 documents of one size" in page


def test_right_in_half_of_the_repeats_counts_as_right() -> None:
    def half(asked: Asked) -> Ended:
        wrong = asked.question.id == "q-0-0" and asked.repeat == 1
        return Ended(verdict=Verdict.INCORRECT if wrong else Verdict.CORRECT)

    twice = replace(SMALL, repeats=2)
    other = replace(twice, run="november", models=("m/b",))
    stored((twice, half, How()), (other, right_but("q-0-0"), How()))

    pair = only_pair("october", "november")

    assert pair["lost"]["questions"] == ["q-0-0"]
    assert pair["lost"]["places"] == 2
    assert pair["difference"]["estimate"] == pytest.approx(-0.5 / 12, abs=1e-6)


def test_free_text_left_to_a_reader_is_in_no_figure() -> None:
    design = replace(SMALL, answer_types=(AnswerType.FREE_TEXT,))
    other = replace(design, run="november", models=("m/b",))

    def unscored(asked: Asked) -> Ended:
        del asked
        return Ended(verdict=Verdict.UNSCORED)

    stored((design, right_but(), How()), (other, unscored, How()))

    result = docqa("compare", "october", "november")

    assert result.exit_code == 2
    assert "24 places: left to a reader" in result.stderr
