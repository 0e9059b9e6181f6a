"""`docqa gate`: a policy and a real run in; rulings, exit codes and JUnit XML out."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from pipeline.compare.policy import KINDS, example
from pipeline.records import Condition, Outcome, Verdict
from pipeline.store import Store
from tests.support.bench_design import Asked, Design, Ended, Ending
from tests.support.bench_more import How, add_run, filled
from tests.support.commands import docqa, fails

MODEL = "north/aurora-2"
DESIGN = Design(
    models=(MODEL, "baseline/bm25"),
    documents=12,
    questions=3,
    unanswerable=0,
    lengths=(4_000, 16_000, 64_000),
    depths=(0.5,),
    controls=(),
    run="october",
)
DB = Path(".docqa/bench.duckdb")


def ending(asked: Asked) -> Ended:
    """All right at 4k, two of three at 16k, none at 64k; the baseline never."""
    if asked.condition is Condition.GOLD_REMOVED:
        return Ended(verdict=Verdict.INCORRECT)
    number = int(asked.question.id[-1])
    right = {4_000: True, 16_000: number < 2}.get(asked.length or 0, False)
    right = right and not asked.model.startswith("baseline/")
    return Ended(verdict=Verdict.CORRECT if right else Verdict.INCORRECT)


MISTAKEN = """
runn = "x"
[[rules]]
kind = "accurcy"
[[rules]]
kind = "accuracy"
model = "m/a"
at_least = 80
lengths = "64q"
[[rules]]
kind = "not-worse"
model = "m/a"
by = 0.1
[[rules]]
kind = "wait"
model = "m/a"
at_most = 3
[[rules]]
model = "m/a"
[[rules]]
kind = "accuracy"
model = "m/a"
at_least = nan
[[rules]]
kind = "accuracy"
model = "m/a"
at_least = 1
lengths = "9k-4k"
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def stored(
    design: Design = DESIGN, end: Ending = ending, how: How | None = None
) -> None:
    DB.parent.mkdir(exist_ok=True)
    with Store(DB) as store:
        filled(store, design, how or How(usd=0.01), end)


def ruled(rules: str, *arguments: str, code: int | None = None) -> list[dict[str, Any]]:
    """Return the findings of these rules, which begin at `kind`."""
    blocks = [block for block in rules.strip().split("\n\n") if block]
    text = "".join(f"[[rules]]\n{block}\n" for block in blocks)
    Path("policy.toml").write_text(text, "utf-8")
    result = docqa("gate", "--policy", "policy.toml", *arguments, "--json")
    assert result.stdout, result.output
    if code is not None:
        assert result.exit_code == code
    findings: list[dict[str, Any]] = json.loads(result.stdout)["findings"]
    return findings


def rule(kind: str, rest: str, model: str = MODEL) -> str:
    return f'kind = "{kind}"\nmodel = "{model}"\n{rest}\n\n'


@pytest.mark.parametrize(
    ("bound", "ruling", "code"),
    [(0.45, "pass", 0), (0.65, "inconclusive", 4), (0.95, "fail", 1)],
)
def test_an_accuracy_is_ruled_by_its_whole_interval(
    bound: float, ruling: str, code: int
) -> None:
    stored()

    (found,) = ruled(
        rule("accuracy", f'lengths = ["16k"]\nat_least = {bound}'), code=code
    )

    assert found["ruling"] == ruling
    assert found["estimate"] == pytest.approx(2 / 3, abs=1e-6)
    assert found["lengths"] == [16_000]
    assert found["lo"] < 0.65 < found["hi"]
    assert found["reason"] == "36 questions on 12 documents"


def test_documents_that_are_worth_few_are_said_to_be() -> None:
    stored(replace(DESIGN, documents=6))

    (found,) = ruled(rule("accuracy", 'lengths = ["16k"]\nat_least = 0.5'))

    assert found["reason"].endswith(
        "on 6 documents, worth fewer than 8 of one size: a rough interval"
    )


def test_one_failure_outweighs_what_is_inconclusive() -> None:
    stored()
    fine = rule("accuracy", 'lengths = ["4k"]\nat_least = 0.5')
    open_ = rule("accuracy", 'lengths = ["16k"]\nat_least = 0.65')
    broken = rule("accuracy", 'lengths = ["64k"]\nat_least = 0.65')

    assert [f["ruling"] for f in ruled(fine, code=0)] == ["pass"]
    ruled(fine + open_, code=4)
    found = ruled(open_ + broken + fine, code=1)

    assert [f["ruling"] for f in found] == ["inconclusive", "fail", "pass"]


def test_a_range_is_all_lengths_of_the_run_inside_it() -> None:
    stored()

    found = ruled(
        rule("accuracy", 'lengths = "4k-16k"\nat_least = 0.6')
        + rule("accuracy", "at_least = 0.6")
        + rule("accuracy", 'lengths = "4k-128k"\nat_least = 0.1')
    )

    assert [f["lengths"] for f in found] == [
        [4_000, 16_000],
        [4_000, 16_000, 64_000],
        [],
    ]
    assert found[0]["estimate"] == pytest.approx(5 / 6, abs=1e-6)
    assert found[1]["estimate"] == pytest.approx(5 / 9, abs=1e-6)
    assert found[2]["ruling"] == "inconclusive"
    assert found[2]["reason"] == (
        "nothing was asked of it at 128k in october, only at 4k, 16k and 64k"
    )


def test_the_working_lengths_of_the_run_are_the_default() -> None:
    stored(replace(DESIGN, settings='{"report": {"working": [4000]}}'))

    (found,) = ruled(rule("accuracy", "at_least = 0.6"), code=0)

    assert found["lengths"] == [4_000]


def test_not_worse_than_another_model() -> None:
    stored()

    ahead, behind = ruled(
        rule("not-worse", 'than = "baseline/bm25"\nby = 0.05')
        + rule("not-worse", f'than = "{MODEL}"\nby = 0.05', "baseline/bm25")
    )

    assert (ahead["ruling"], behind["ruling"]) == ("pass", "fail")
    assert ahead["estimate"] == pytest.approx(5 / 9, abs=1e-6)
    assert behind["estimate"] == pytest.approx(-5 / 9, abs=1e-6)
    assert (ahead["bound"], ahead["unit"]) == (-0.05, "points")


def test_not_worse_than_in_another_run() -> None:
    stored()
    with Store(DB) as store:
        november = replace(DESIGN, run="november")
        add_run(store, november, lambda _: Ended(), How(effort="high"))
    policy = (
        rule("not-worse", 'run = "october"\nby = 0.05')
        + rule("not-worse", 'run = "september"\nby = 0.05')
        + rule("not-worse", 'run = "october"\nthan = "m/none"\nby = 0.05')
    )

    better, *missing = ruled(policy, "november")
    (same,) = ruled(rule("not-worse", f'than = "{MODEL}"\nby = 0.05'), "november")

    assert better["ruling"] == "pass"
    assert better["estimate"] == pytest.approx(4 / 9, abs=1e-6)
    assert [f["ruling"] for f in missing] == ["inconclusive"] * 2
    assert [f["reason"] for f in missing] == [
        "this workspace has no run 'september'",
        "october has no model 'm/none'",
    ]
    assert same["reason"] == "it is the same model of the same run"


def test_the_same_answers_are_no_proof_of_anything() -> None:
    stored()
    with Store(DB) as store:
        add_run(store, replace(DESIGN, run="november"), ending)

    (found,) = ruled(
        rule("not-worse", 'run = "october"\nby = 0.05'), "november", code=4
    )

    assert "108 places: the same answers" in found["reason"]


def test_waits_are_ruled_where_they_can_be_estimated() -> None:
    stored()

    found = ruled(
        rule("wait", "at_most_s = 2")
        + rule("wait", "at_most_s = 1.2")
        + rule("wait", 'lengths = ["4k"]\nat_most_s = 2')
        + rule("wait", 'lengths = ["4k"]\nquantile = 0.5\nat_most_s = 2'),
    )

    assert [f["ruling"] for f in found] == ["pass", "fail", "inconclusive", "pass"]
    assert found[0]["estimate"] == 1.5
    assert found[2]["reason"] == "not estimable from 36 timed calls: it takes 72"


def test_a_limit_that_was_hit_is_no_upper_end() -> None:
    def cut_off(asked: Asked) -> Ended:
        if asked.question.id.endswith("-0"):
            return Ended(Outcome.FAILED, None, limit_s=30.0)
        return Ended()

    stored(end=cut_off)

    above, below = ruled(
        rule("wait", "at_most_s = 60") + rule("wait", "at_most_s = 20"), code=1
    )

    assert (above["ruling"], above["hi"]) == ("inconclusive", None)
    assert below["ruling"] == "fail"
    assert above["reason"] == "108 timed calls, 36 of them cut off"


def test_failures_costs_and_lengths() -> None:
    stored()

    found = ruled(
        rule("failures", "at_most = 0.2")
        + rule("cost-per-correct", "at_most_usd = 0.10")
        + rule("cost-per-correct", "at_most_usd = 0.01")
        + rule("effective-length", 'at_least = "16k"')
        + rule("effective-length", 'at_least = "64k"')
        + rule("effective-length", 'at_least = "4k"')
    )

    assert [f["ruling"] for f in found] == [
        *("pass", "pass", "fail", "fail", "fail", "inconclusive"),
    ]
    assert found[0]["estimate"] == 0
    assert found[1]["estimate"] == pytest.approx(108 * 0.01 / 60, abs=1e-6)
    assert found[5]["reason"] == (
        "4k is the shortest length it has: nothing to hold it against"
    )


def test_nothing_right_at_the_shortest_length_holds_to_none() -> None:
    stored(end=lambda _: Ended(verdict=Verdict.INCORRECT))

    (found,) = ruled(rule("effective-length", 'at_least = "64k"'))

    assert found["ruling"] == "inconclusive"
    assert found["reason"] == (
        "no answer at its shortest length is right: nothing to hold"
    )


def test_a_length_that_is_held_passes() -> None:
    stored(end=lambda _: Ended())

    held, longer = ruled(
        rule("effective-length", 'at_least = "64k"')
        + rule("effective-length", 'at_least = "128k"')
    )

    assert (held["ruling"], held["lo"]) == ("pass", 64_000)
    assert longer["ruling"] == "inconclusive"
    assert held["reason"] == "shown to hold to 64k, to fail at no length"


def test_an_unknown_price_is_not_cheap() -> None:
    stored(how=How())

    (found,) = ruled(rule("cost-per-correct", "at_most_usd = 100"), code=4)

    assert found["reason"] == "the cost of 108 of 108 calls is not known"


def test_hallucination_needs_the_control() -> None:
    stored(replace(DESIGN, controls=(Condition.GOLD_REMOVED,)))
    (asked,) = ruled(rule("hallucination", "at_most = 0.5"), code=1)

    assert asked["estimate"] == 1


def test_without_the_control_hallucination_is_inconclusive() -> None:
    stored()

    (found,) = ruled(rule("hallucination", "at_most = 1"), code=4)

    assert "gold-removed" in found["reason"]


def test_a_star_is_every_language_model() -> None:
    stored(replace(DESIGN, models=(MODEL, "b/other", "baseline/bm25")))

    found = ruled(rule("failures", "at_most = 0.5", "*"), code=0)

    assert [f["model"] for f in found] == ["b/other", MODEL]


def test_a_star_leaves_out_the_one_that_it_is_held_against() -> None:
    stored(replace(DESIGN, models=(MODEL, "b/other")), end=lambda _: Ended())
    against = f'than = "{MODEL}"\nby = 0.5'

    found = ruled(rule("not-worse", against, "*"), code=0)
    itself = ruled(rule("not-worse", against), code=4)

    assert [f["model"] for f in found] == ["b/other"]
    assert itself[0]["reason"] == "it is the same model of the same run"


def test_a_star_without_a_language_model_is_inconclusive() -> None:
    stored(replace(DESIGN, models=("baseline/bm25",)))

    (found,) = ruled(rule("failures", "at_most = 0.5", "*"), code=4)

    assert found["reason"] == "october has no language model"


def silent(asked: Asked) -> Ended:
    del asked
    return Ended(Outcome.FAILED, None)


def pending(asked: Asked) -> Ended:
    return Ended(None) if "-0-" in asked.question.id else Ended()


def pending_at_64k(asked: Asked) -> Ended:
    return Ended(None) if asked.length == 64_000 else Ended()


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        pytest.param(
            silent,
            "it never answered: there is no figure of it",
            id="silent",
        ),
        pytest.param(
            pending,
            "9 of 108 calls have no verdict (9 not asked yet): more than 5 %",
            id="pending",
        ),
        pytest.param(
            pending_at_64k,
            "nothing to tell from at 64k: without an answer so far",
            id="a length pending",
        ),
    ],
)
def test_what_was_not_answered_never_passes(end: Ending, reason: str) -> None:
    stored(end=end)

    (found,) = ruled(rule("accuracy", "at_least = 0"), code=4)

    assert (found["ruling"], found["reason"]) == ("inconclusive", reason)
    assert found["estimate"] is None


KEPT_BY_ANYTHING = {
    "accuracy": "at_least = 0",
    "not-worse": 'than = "b/other"\nby = 0.99',
    "wait": "quantile = 0.5\nat_most_s = 1000",
    "failures": "at_most = 1",
    "cost-per-correct": "at_most_usd = 1000",
    "hallucination": "at_most = 1",
    "effective-length": 'at_least = "16k"',
}
"""A bound of each kind that whatever was measured keeps."""


def failed_controls(asked: Asked) -> Ended:
    removed = asked.condition is Condition.GOLD_REMOVED
    return silent(asked) if removed and "-0-" in asked.question.id else Ended()


def unreadable(asked: Asked) -> Ended:
    open_ = "-0-" in asked.question.id
    return Ended(verdict=Verdict.UNSCORED) if open_ else Ended()


def failing(asked: Asked) -> Ended:
    return silent(asked) if "-0-" in asked.question.id else Ended()


RULED: dict[str, tuple[Ending, set[str]]] = {
    "complete": (lambda _: Ended(), set()),
    "pending": (pending, set(KEPT_BY_ANYTHING)),
    "a length pending": (pending_at_64k, set(KEPT_BY_ANYTHING)),
    "left to a reader": (unreadable, set(KEPT_BY_ANYTHING) - {"wait", "failures"}),
    "failing": (failing, {"wait", "hallucination"}),
    "failing where the evidence is gone": (failed_controls, {"hallucination"}),
}


@pytest.mark.parametrize("case", RULED)
def test_what_is_missing_passes_no_rule_that_needs_it(case: str) -> None:
    end, open_ = RULED[case]
    controls = (Condition.GOLD_REMOVED,)
    stored(replace(DESIGN, models=(MODEL, "b/other"), controls=controls), end=end)

    found = ruled("".join(rule(kind, rest) for kind, rest in KEPT_BY_ANYTHING.items()))

    rulings = {f["kind"]: f["ruling"] for f in found}
    if case == "complete":
        assert rulings.pop("hallucination") == "pass"
    assert {kind for kind in rulings if rulings[kind] == "inconclusive"} == open_
    for one in found:
        assert one["reason"]
        assert one["ruling"] != "inconclusive" or one["estimate"] is None


def test_a_length_beyond_the_window_passes_no_rule_that_names_it() -> None:
    controls = (Condition.GOLD_REMOVED,)
    design = replace(DESIGN, models=(MODEL, "b/other"), controls=controls)
    stored(replace(design, over_window=((MODEL, 64_000),)), end=lambda _: Ended())

    found = ruled("".join(rule(kind, rest) for kind, rest in KEPT_BY_ANYTHING.items()))

    rulings = {f["kind"]: f["ruling"] for f in found}
    assert rulings.pop("effective-length") == "pass", "16k is within it"
    assert set(rulings.values()) == {"inconclusive"}


def test_the_lengths_are_held_against_the_shortest_alone() -> None:
    def pending_at_4k(asked: Asked) -> Ended:
        return Ended(None) if asked.length == 4_000 else Ended()

    stored(replace(DESIGN, settings='{"tolerated_missing": 1}'), end=pending_at_4k)

    (found,) = ruled(rule("effective-length", 'at_least = "64k"'), code=4)

    assert found["reason"] == "nothing to hold it against: no answer at 4k counts"


def test_questions_that_are_gone_pass_nothing() -> None:
    stored(end=lambda _: Ended())
    with Store(DB) as store:
        store._db.execute("DELETE FROM raw.questions WHERE id LIKE '%-0-2'")

    (found,) = ruled(rule("accuracy", "at_least = 0"), code=4)

    assert "are about questions that are no longer in" in found["reason"]


def test_not_worse_than_one_that_never_answered_is_no_pass() -> None:
    def mute(asked: Asked) -> Ended:
        return silent(asked) if asked.model == "b/mute" else Ended()

    stored(replace(DESIGN, models=(MODEL, "b/mute")), end=mute)

    (found,) = ruled(rule("not-worse", 'than = "b/mute"\nby = 0.5'), code=4)

    assert found["reason"] == "b/mute never answered in october"


def test_beyond_the_window_is_no_pass_and_no_zero() -> None:
    stored(replace(DESIGN, over_window=((MODEL, 64_000),)))

    (found,) = ruled(rule("accuracy", 'lengths = ["64k"]\nat_least = 0'), code=4)

    assert found["reason"] == "nothing to tell from at 64k: beyond its window"


def test_a_model_that_is_not_there_is_inconclusive_with_the_choices() -> None:
    stored()

    (found,) = ruled(rule("accuracy", "at_least = 0", "m/none"), code=4)

    assert found["reason"] == (
        "october has no such model; it has baseline/bm25, north/aurora-2"
    )


def test_every_mistake_of_a_policy_is_said_at_once() -> None:
    Path("policy.toml").write_text(MISTAKEN, "utf-8")

    result = docqa("gate", "--policy", "policy.toml")

    assert result.exit_code == 2
    lines = [line.partition("policy.toml: ")[2] for line in result.stderr.splitlines()]
    assert lines == [
        f"rules[1].kind = 'accurcy': choose from {', '.join(KINDS)}",
        "rules[2].lengths[1] = '64q': write tokens, such as 4000, 16k or 1M",
        "rules[2].at_least = 80: input should be less than or equal to 1; 0.8 is 80 %",
        (
            "rules[3] = {'kind': 'not-worse', 'model': 'm/a', 'by': 0.1}: "
            "say than which: than = 'a model', run = 'a run', or both"
        ),
        "rules[4].at_most_s is missing",
        (
            "unknown setting 'rules[4].at_most'; choose from "
            "name, model, lengths, kind, quantile, at_most_s"
        ),
        f"rules[5].kind = None: choose from {', '.join(KINDS)}",
        "rules[6].at_least = nan: input should be a finite number",
        "rules[7].lengths = '9k-4k': name the shorter length first, such as 16k-128k",
        "unknown setting 'runn'; choose from run, rules",
    ]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        pytest.param("", "rules is missing", id="empty"),
        pytest.param("rules = []", "name a rule: [[rules]]", id="no rule"),
        pytest.param("rules = 3", "rules = 3", id="no list"),
        pytest.param("rules = [3]", "rules[1] = 3", id="no table"),
        pytest.param("[[rules", "is not valid TOML", id="torn"),
    ],
)
def test_a_policy_that_is_none_is_one_line(text: str, part: str) -> None:
    Path("policy.toml").write_text(text)

    fails(docqa("gate", "--policy", "policy.toml"), part)


def test_which_run_is_asked_where_there_are_several() -> None:
    Path("policy.toml").write_text(
        f"[[rules]]\n{rule('failures', 'at_most = 0.5')}", "utf-8"
    )
    policy = ("gate", "--policy", "policy.toml")
    fails(docqa(*policy), "this workspace holds no run yet")
    assert not DB.exists()
    stored()
    assert "PASS: october, 1 rule " in docqa(*policy).stdout
    with Store(DB) as store:
        add_run(store, replace(DESIGN, run="november"))

    fails(docqa(*policy), "which run? choose from november, october")
    fails(docqa(*policy, "x"), "unknown run 'x'; choose from november, october")
    Path("policy.toml").write_text(
        f'run = "november"\n{Path("policy.toml").read_text()}'
    )
    assert "PASS: november" in docqa(*policy).stdout
    assert "PASS: october" in docqa(*policy, "october").stdout
    assert docqa("gate", "october").exit_code == 2


def test_the_example_is_a_policy_with_a_rule_of_each_kind() -> None:
    shown = docqa("gate", "--example")
    Path("policy.toml").write_text(shown.stdout, "utf-8")
    stored()

    result = docqa("gate", "--policy", "policy.toml", "--json")

    assert shown.stdout == example()
    assert result.exit_code == 4
    assert {f["kind"] for f in json.loads(result.stdout)["findings"]} == set(KINDS)


def test_each_rule_has_its_ruling_its_figure_and_its_bound() -> None:
    stored()
    ruled(
        rule("accuracy", 'name = "short"\nlengths = ["4k"]\nat_least = 0.5')
        + rule("accuracy", 'lengths = ["16k"]\nat_least = 0.65')
    )

    result = docqa("gate", "--policy", "policy.toml")

    lines = result.stdout.splitlines()
    assert lines[0] == f"PASS          {MODEL}: short"
    assert lines[1].strip().startswith("100 % [")
    assert lines[1].endswith(", wanted at least 50 %; 36 questions on 12 documents")
    assert lines[2] == f"INCONCLUSIVE  {MODEL}: accuracy at 16k at least 65 %"
    assert lines[4:] == [
        *("", "INCONCLUSIVE: october, 2 rules (1 pass, 0 fail, 1 inconclusive)"),
    ]


def test_where_nothing_is_known_the_figure_is_said_to_be_unknown() -> None:
    stored()
    ruled(rule("accuracy", "at_least = 0.5", "m/none"))

    figure = docqa("gate", "--policy", "policy.toml").stdout.splitlines()[1].strip()

    assert figure.startswith("unknown, wanted at least 50 %; october has no such")


def test_junit_is_what_a_ci_server_reads() -> None:
    evil = 'm/<b>&"\x1b[31m]]>\u202e'
    stored(replace(DESIGN, models=(MODEL, evil)))
    ruled(
        rule("failures", "at_most = 0.5", "*")
        + rule("accuracy", 'lengths = ["64k"]\nat_least = 0.5')
        + rule("accuracy", 'lengths = ["16k"]\nat_least = 0.65')
    )

    result = docqa("gate", "--policy", "policy.toml", "--junit", "gate.xml")

    assert result.exit_code == 1
    suites = ET.fromstring(Path("gate.xml").read_bytes())
    (suite,) = suites
    counts = {name: suite.get(name) for name in ("tests", "failures", "errors")}
    assert counts == {"tests": "4", "failures": "1", "errors": "1"}
    cases = suite.findall("testcase")
    assert [case.get("name", "").partition(":")[0] for case in cases] == [
        *('m/<b>&" [31m]]>', MODEL, MODEL, MODEL),
    ]
    assert [child.tag for case in cases for child in case] == [
        *("system-out", "system-out", "failure", "error"),
    ]
    (failure,) = suite.iter("failure")
    assert "wanted at least 50 %: 36 questions" in failure.get("message", "")
    before = Path("gate.xml").read_bytes()
    docqa("gate", "--policy", "policy.toml", "--junit", "gate.xml")
    assert Path("gate.xml").read_bytes() == before
