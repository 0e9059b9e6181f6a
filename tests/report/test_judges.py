"""What judges said on the page: with the correction where people have said enough."""

import pytest

from pipeline.records import (
    AnswerType,
    Condition,
    HumanLabel,
    Judgement,
    Record,
    Score,
    Verdict,
    content_id,
)
from pipeline.report.contents import Report
from pipeline.report.judges import JudgeReport, JudgeRow
from pipeline.report.ppi import LEAST_LABELS
from pipeline.report.sections import method, trust
from pipeline.report.sections.judge import render
from pipeline.report.stage import write_report
from pipeline.store import Store
from tests.support.bench_data import fill, put
from tests.support.bench_design import Asked, Design, Ended

MODEL = "south/cirrus-mini"
KIND, OWN = "somebody/kind-1", "elsewhere/cirrus-mini"
PANEL = f"judge@1 {OWN}, {KIND}"
LABELS = 120
DESIGN = Design(
    models=(MODEL,),
    documents=40,
    questions=4,
    unanswerable=0,
    lengths=(4_000,),
    controls=(),
    answer_types=(AnswerType.FREE_TEXT,),
)


class Answer(Record):
    call: str
    gold: str


def ending(asked: Asked) -> Ended:
    """Leave one answer to no judge: a rule could read it."""
    ruled = asked.question.id == "q-39-3"
    return Ended(verdict=Verdict.CORRECT if ruled else Verdict.UNSCORED)


def put_judged(store: Store) -> None:
    """Store what two judges say of every answer, and people of the first.

    Three of four are right. One judge accepts half of the wrong ones too; the other is
    right but for one verdict, which changes with the order.
    """
    rows = store._db.execute(
        "SELECT call.id, question.gold FROM calls AS call "
        "JOIN raw.questions AS question ON question.id = call.question "
        "ORDER BY question.id"
    ).fetchall()
    scores: list[Score] = []
    said: list[Judgement] = []
    people: list[HumanLabel] = []
    for n, (call, gold) in enumerate(rows):
        answer = Answer(call=call, gold=gold)
        right, kind = n % 4 != 3, n % 4 != 3 or n % 8 == 3
        said += judgements(KIND, answer, first=kind, second=kind)
        said += judgements(OWN, answer, first=right, second=right or n == 3)
        scores.append(decision(answer, right=right))
        if n < LABELS:
            said_so = Verdict.CORRECT if right else Verdict.INCORRECT
            people.append(
                HumanLabel(call=call, gold=gold, rater="ada", verdict=said_so)
            )
    put(store, "judgements", said)
    put(store, "labels", people)
    store.insert("score_add", scores)


def judgements(
    judge: str, answer: Answer, *, first: bool, second: bool
) -> list[Judgement]:
    return [
        Judgement(
            call=answer.call,
            gold=answer.gold,
            judge=judge,
            prompt=content_id(answer.call, swapped),
            swapped=swapped,
            asked=answer.call,  # any answered call, so that it has an outcome
            verdict=Verdict.CORRECT if says else Verdict.INCORRECT,
            reason="",
        )
        for swapped, says in ((False, first), (True, second))
    ]


def decision(answer: Answer, *, right: bool) -> Score:
    return Score(
        call=answer.call,
        gold=answer.gold,
        scorer=PANEL,
        kind="judge",
        verdict=Verdict.CORRECT if right else Verdict.UNSCORED,
        reason="judges: 2 correct" if right else "judges disagree",
        given=None,
        wanted=None,
        cited=(),
    )


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    with Store() as store:
        run = fill(store, DESIGN, ending)
        put_judged(store)
        folder = tmp_path_factory.mktemp("judged")
        write_report(store, run, folder, versions={})
    return Report.model_validate_json((folder / "report.json").read_text("utf-8"))


def of(report: Report, judge: str) -> JudgeReport:
    return next(one for one in report.judges if one.judge == judge)


def test_with_labels_a_kind_judge_is_corrected(report: Report) -> None:
    kind = of(report, KIND)

    assert (kind.answers, kind.correct, kind.incorrect) == (159, 140, 19)
    assert kind.share
    assert kind.corrected
    assert kind.agreement
    assert kind.share.estimate == pytest.approx(140 / 159, abs=1e-6)
    assert kind.corrected.estimate == pytest.approx(120 / 159, abs=0.02)
    assert kind.corrected.hi < kind.share.estimate
    assert kind.agreement.false_accepts.share == pytest.approx(0.5)
    assert not kind.itself


def test_each_judge_and_the_panel_have_a_row(report: Report) -> None:
    own, panel = of(report, OWN), of(report, PANEL)

    assert [one.judge for one in report.judges] == [OWN, KIND, PANEL]
    assert (own.order, own.correct) == (1, 120)
    assert (panel.correct, panel.undecided) == (120, 39)
    assert (panel.labels, panel.corrected, panel.calls) == (90, None, 0)
    assert own.itself
    assert panel.itself


def test_the_page_says_how_far_a_judge_can_be_trusted(report: Report) -> None:
    page = render(report)

    rows = [line for line in page.splitlines() if line.startswith("| south")]
    assert [f"uncorrected (90 of {LEAST_LABELS} labels)" in row for row in rows] == [
        *(False, False, True)
    ]
    assert "1 by order" in rows[0]
    assert "39 undecided" in rows[2]
    assert "accepts 15 of 30 of those that people call incorrect" in page
    assert page.count("a model may favour its own words") == 2
    assert render(report.model_copy(update={"judges": ()})) == ""


def test_what_a_panel_decided_is_in_the_headline_and_the_rest_for_a_reader(
    report: Report,
) -> None:
    (model,) = report.models
    (said,) = [one for one in trust.render(report).splitlines() if "trust" in one]

    assert "1 answered and judged by rule" in said
    assert "120 by a model" in said
    assert "39 answered and left to a reader" in said
    assert f"What rules left open was judged by {PANEL}" in " ".join(
        method.render(report).split()
    )
    assert model.accuracy
    assert (model.accuracy.hits, model.accuracy.calls) == (121, 121)
    assert report.scope.needs_reader == 39


def test_one_order_no_agreement_and_no_evidence_are_no_opinion_no_label_no_answer() -> (
    None
):
    """The first answer is judged in one order, people differ about the second."""
    design = Design(
        models=(MODEL,),
        documents=2,
        questions=1,
        unanswerable=0,
        lengths=(4_000,),
        controls=(Condition.GOLD_REMOVED,),
        answer_types=(AnswerType.FREE_TEXT,),
    )
    with Store() as store:
        run = fill(store, design, lambda _: Ended(verdict=Verdict.UNSCORED))
        rows = store._db.execute(
            "SELECT verdicts.id, question.gold, condition FROM verdicts "
            "JOIN raw.questions AS question ON question.id = verdicts.question "
            "ORDER BY condition, verdicts.id"
        ).fetchall()
        answers = [Answer(call=call, gold=gold) for call, gold, _ in rows]
        said = [judgements(KIND, one, first=True, second=True) for one in answers]
        put(store, "judgements", [one for both in said for one in both][1:])
        labels = [
            HumanLabel(call=one.call, gold=one.gold, rater=rater, verdict=verdict)
            for one in answers[:2]
            for rater, verdict in (
                ("ada", Verdict.CORRECT),
                ("eve", Verdict.CORRECT if one is answers[0] else Verdict.INCORRECT),
            )
        ]
        put(store, "labels", labels)

        store.execute("report_judged", run=run)
        (found,) = store.select("report_judges", JudgeRow, run=run)

    assert {condition for *_, condition in rows} == {"context", "gold-removed"}
    told = {(one.verdict, one.void, one.human) for one in found.answers}
    assert len(found.answers) == 2
    assert told == {
        (None, "unanswered", Verdict.CORRECT),
        (Verdict.CORRECT, None, None),
    }
    assert (
        found.calls == 2
    )  # the one call that stands in for all that judges were asked


@pytest.mark.parametrize(
    ("rule", "judge", "counts"),
    [
        (Verdict.CORRECT, Verdict.INCORRECT, (Verdict.CORRECT, "rule")),
        (Verdict.INCORRECT, Verdict.CORRECT, (Verdict.INCORRECT, "rule")),
        (Verdict.UNSCORED, Verdict.CORRECT, (Verdict.CORRECT, "judge")),
        (Verdict.UNSCORED, Verdict.UNSCORED, (Verdict.UNSCORED, "rule")),
    ],
)
def test_no_judge_overrules_a_rule(
    rule: Verdict, judge: Verdict, counts: tuple[Verdict, str]
) -> None:
    design = Design(
        models=(MODEL,),
        documents=1,
        questions=1,
        unanswerable=0,
        lengths=(4_000,),
        controls=(),
    )
    with Store() as store:
        fill(store, design, lambda _: Ended(verdict=rule))
        ((call, gold),) = store._db.execute("SELECT call, gold FROM scores").fetchall()
        said = decision(Answer(call=call, gold=gold), right=True)
        store.insert("score_add", [said.model_copy(update={"verdict": judge})])

        found = store._db.execute("SELECT verdict, scorer_kind FROM verdicts")

        assert found.fetchall() == [counts]
