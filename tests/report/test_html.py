"""report.html: all that report.md says, every call, and nothing that fetches."""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.records import PassageClass, Verdict
from pipeline.report.contents import Report
from pipeline.report.figures import drawn
from pipeline.report.html.markup import markup
from pipeline.report.html.packing import data
from pipeline.report.html.page import html_page
from pipeline.report.html.pictures import inline
from pipeline.report.html.reading import read_calls
from pipeline.report.html.rows import Calls, ShelfRow
from pipeline.report.html.strips import LETTERS, shelf
from pipeline.report.stage import HTML_PAGE, write_report
from pipeline.store import Store
from tests.report.sample import sample
from tests.support.bench_data import fill
from tests.support.bench_design import Asked, Design, Ended
from tests.support.bench_layouts import add_layouts
from tests.support.hostile_run import ANSWERS, DESIGN, LONG, OWNS, fill_hostile

SMALL = Design(documents=3, questions=2, lengths=(4_000, 16_000))


class Written:
    """The page of a run."""

    def __init__(self, store: Store, run: str, folder: Path) -> None:
        write_report(store, run, folder, versions={}, html=True)
        self.bytes = (folder / HTML_PAGE).read_bytes()
        self.text = self.bytes.decode()
        self.tree = LexborHTMLParser(self.text)
        block = self.one("#calls-data")
        kind, raw = block.attributes["type"], block.text()
        plain = raw if kind == "application/json" else gzip.decompress(_decoded(raw))
        self.data: dict[str, Any] = json.loads(plain)
        self.report = Report.model_validate_json((folder / "report.json").read_bytes())

    def one(self, selector: str) -> LexborNode:
        (found,) = self.tree.css(selector)
        return found

    def texts(self, column: str) -> list[str | None]:
        places: list[int | None] = self.data["calls"][column]
        return [None if p is None else self.data["texts"][p] for p in places]


def _decoded(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Written:
    with Store() as store:
        return Written(store, fill_hostile(store), tmp_path_factory.mktemp("hostile"))


def test_the_same_run_gives_the_same_page(tmp_path: Path, hostile: Written) -> None:
    with Store() as store:
        again = Written(store, fill_hostile(store), tmp_path)

    assert again.bytes == hostile.bytes


def test_the_page_is_written_where_asked_for_and_then_kept_true(tmp_path: Path) -> None:
    with Store() as store:
        run = fill(store, SMALL)
        write_report(store, run, tmp_path, versions={})
        assert not (tmp_path / HTML_PAGE).exists()

        page = Written(store, run, tmp_path).text
        store._db.execute("UPDATE raw.calls SET answer = 'now another'")
        write_report(store, run, tmp_path, versions={})

    assert "now another" not in page
    assert "now another" in (tmp_path / HTML_PAGE).read_text("utf-8")


def test_it_says_all_that_the_markdown_says(tmp_path: Path) -> None:
    with Store() as store:
        page = Written(store, fill(store, SMALL), tmp_path)
    shown = _words(page.one("main").text(separator=" "))
    markdown = (tmp_path / "report.md").read_text("utf-8")

    cells = re.findall(r"\d+ % \[\d+, \d+\]", markdown)
    assert cells
    assert set(cells) <= set(re.findall(r"\d+ % \[\d+, \d+\]", shown))
    for heading in re.findall(r"^##+ (.+)$", markdown, re.MULTILINE):
        assert heading in shown


def _words(text: str) -> str:
    return " ".join(text.split())


def test_only_its_own_script_and_style_may_run(hostile: Written) -> None:
    policy = str(hostile.one("meta[http-equiv]").attributes["content"])
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    style, script = hostile.one("style"), hostile.one("script:not([type])")

    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == _source(script.text())
    assert rules["style-src"] == _source(style.text())
    assert not {"img-src", "connect-src", "font-src"} & rules.keys()
    assert not hostile.tree.css(
        "[style], [onload], [onerror], link, img, iframe, object"
    )


def _source(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def test_no_foreign_text_becomes_an_element(hostile: Written) -> None:
    scripts = [node.attributes.get("type") for node in hostile.tree.css("script")]

    assert scripts == ["application/json", None]
    assert any(OWNS in (text or "") for text in hostile.texts("answer"))
    assert not hostile.tree.css("main b, main img, main script, main a")
    assert hostile.one("title").text() == "contracts <2026> · docqa"
    assert "<" not in hostile.one("#calls-data").text()
    assert "\0" not in hostile.text


def test_our_script_writes_text_alone() -> None:
    folder = files("pipeline.report.html")
    names = ("words.js", "page.js")
    script = "".join((folder / name).read_text("utf-8") for name in names)
    style = (folder / "page.css").read_text("utf-8")

    ways = "innerHTML|outerHTML|insertAdjacentHTML|document.write|eval|Function|fetch"
    assert not re.search(rf"{ways}|XMLHttpRequest|WebSocket|import|\.style\b", script)
    assert not re.search(r"</script|<!--", script, re.IGNORECASE)
    assert not re.search(r"url\(|@import|</style", style, re.IGNORECASE)


def test_every_call_is_there_with_its_answer(hostile: Written) -> None:
    with Store() as store:
        fill_hostile(store)
        rows = store._db.execute(
            "SELECT model, answer, outcome, verdict, answer_s, question_text "
            "FROM verdicts ORDER BY position"
        ).fetchall()
    found, calls = hostile.data, hostile.data["calls"]

    assert found["count"] == len(rows) == hostile.report.outcomes.planned
    assert hostile.texts("answer") == [
        a if a is None else a[:4_000] for _, a, *_ in rows
    ]
    assert set(ANSWERS) - {LONG} < set(hostile.texts("answer"))
    results = [found["results"][place] for place in calls["result"]]
    told = [
        ({"refused": "declined"}.get(verdict, verdict) or "unscored")
        if outcome == "answered"
        else outcome
        for *_, outcome, verdict, _, _ in rows
    ]
    assert results == told
    assert calls["seconds"] == [s if s is None else round(s, 3) for *_, s, _ in rows]
    asked = [found["prompts"][place][1] for place in calls["prompt"]]
    assert [found["questions"][place][1] for place in asked] == [r[-1] for r in rows]


def test_a_long_answer_is_cut_and_said_to_be(hostile: Written) -> None:
    long = [n for n in hostile.data["calls"]["answer_chars"] if n == len(LONG)]

    assert long
    assert len(hostile.bytes) < 2 * len(LONG)
    assert "up to 4,000 characters" in hostile.one("main > section > p").text()
    assert f"{len(long):,} of these calls" in hostile.one("main > section > p").text()


def test_the_results_add_up_to_those_of_the_report(hostile: Written) -> None:
    outcomes = hostile.report.outcomes
    found = [hostile.data["results"][n] for n in hostile.data["calls"]["result"]]

    for name in ("correct", "incorrect", "abstained", "declined", "failed"):
        assert found.count(name) == getattr(outcomes, name) > 0


def test_a_prompt_says_where_its_evidence_stood(tmp_path: Path) -> None:
    with Store() as store:
        run = fill(store, SMALL)
        add_layouts(store, SMALL, passages=50)
        page = Written(store, run, tmp_path)
    prompts = [p for p in page.data["prompts"] if p[2] == "context"]

    assert prompts
    for *_, length, _, depth, _, _, _, _, _, passages, place, evidence in prompts:
        strip, shares = page.data["shelves"][place]
        shown = 50 if length == 4_000 else 100
        assert passages == shown + 1
        assert sum(count for _, count, _ in shares) == shown
        assert sum(tokens for *_, tokens in shares) == 300 * shown
        assert {letter for letter, *_ in shares} == {"r", "h", "s"}
        assert sum(map(int, re.findall(r"\d+", strip))) == 120
        ((passage, at, own, exact),) = evidence
        assert at == depth
        assert own == exact == 1
        assert page.data["passages"][passage] == ["doc-00.pdf", 1, 300]


def test_pieces_that_stand_apart_are_near_a_depth(tmp_path: Path) -> None:
    with Store() as store:
        run = fill(store, SMALL)
        add_layouts(store, SMALL, passages=50)
        store._db.execute(
            "UPDATE raw.prompts SET arrangement = 'spread', evidence = [1, 51, 2], "
            "evidence_at = [10, 20, 40], evidence_own = [true, true, false] "
            "WHERE length = 4000 AND condition = 'context'"
        )
        page = Written(store, run, tmp_path)
    prompts = [p for p in page.data["prompts"] if p[3] == 4_000]

    assert prompts
    for prompt in prompts:
        places = [(at, own, exact) for _, at, own, exact in prompt[-1]]
        assert places == [(0.2, 1, 0), (0.4, 1, 0), (0.8, 0, 0)]


@given(
    st.lists(
        st.tuples(st.sampled_from(PassageClass), st.integers(1, 2_000)),
        min_size=1,
        max_size=60,
    )
)
def test_a_strip_keeps_order_and_shares(
    passages: Sequence[tuple[PassageClass, int]],
) -> None:
    classes, sizes = zip(*passages, strict=True)
    found = shelf(ShelfRow(layout="x", rung=0, classes=classes, tokens=sizes))
    runs = re.findall(r"([a-z])(\d+)", found.strip)

    assert sum(int(count) for _, count in runs) == 120
    order = iter([LETTERS[kind] for kind in classes])
    assert all(letter in order for letter, _ in runs)
    for letter, _, tokens in found.shares:
        columns = sum(int(count) for one, count in runs if one == letter)
        stretches = sum(LETTERS[kind] == letter for kind in classes)
        assert columns / 120 == pytest.approx(
            tokens / sum(sizes), abs=stretches / 120 + 1e-9
        )
    assert found.depth(0) == 0
    assert found.depth(len(classes)) == 1
    assert found.depth(len(classes) + 1) is None


def test_no_passages_make_no_strip() -> None:
    found = shelf(ShelfRow(layout="x", rung=0, classes=(), tokens=()))

    assert (found.strip, found.shares, found.depth(0)) == ("", [], None)


def test_too_many_calls_are_the_first_of_each_model(tmp_path: Path) -> None:
    with Store() as store:
        run = fill(store, SMALL)
        write_report(store, run, tmp_path, versions={})
        report = Report.model_validate_json((tmp_path / "report.json").read_bytes())
        whole, some = read_calls(store, run), read_calls(store, run, most=10)

    assert some.planned == len(whole.calls) > len(some.calls) == 10
    models = [call.model for call in some.calls]
    assert sorted(models.count(name) for name in SMALL.models) == [3, 3, 4]
    for name in SMALL.models:
        first = [call for call in whole.calls if call.model == name]
        own = [call for call in some.calls if call.model == name]
        assert own == first[: len(own)]
    page = html_page(report, {}, some).decode()
    assert f"These are 10 of {some.planned}: of each model the first" in page
    assert "calls.parquet" in LexborHTMLParser(page).css("main > section > p")[0].text()


def _calls(answers: Sequence[str], whole: Calls) -> Calls:
    row = whole.calls[0]
    made = [
        row.model_copy(update={"answer": answer, "answer_chars": len(answer)})
        for answer in answers
    ]
    return whole._replace(calls=made, planned=len(made))


@pytest.mark.parametrize(
    ("count", "filling", "cut"),
    [(10, "x", 4_000), (4_000, "x", 2_000), (7_000, "é", 500)],
)
def test_more_answers_are_cut_shorter(count: int, filling: str, cut: int) -> None:
    with Store() as store:
        whole = read_calls(store, fill(store, SMALL))
    answers = [f"{number} ".ljust(4_000, filling) for number in range(count)]

    packed = data(_calls(answers, whole))

    assert packed.cut == cut
    assert packed.kind == ("application/json" if count == 10 else "application/gzip")
    if packed.kind == "application/gzip":
        found = json.loads(gzip.decompress(_decoded(packed.text)))
        assert found["count"] == count
        assert max(map(len, found["texts"])) == cut


def test_a_time_too_short_to_tell_is_not_rounded_up_to_one_that_is() -> None:
    with Store() as store:
        whole = read_calls(store, fill(store, SMALL))
    shown = (0.0004, 0.0009, 0.001, 0.0016, None)
    rows = [whole.calls[0].model_copy(update={"answer_s": s}) for s in shown]

    packed = json.loads(data(whole._replace(calls=rows)).text)

    assert packed["calls"]["seconds"] == [0.0, 0.0, 0.001, 0.002, None]


def test_a_run_without_an_answer_has_a_page_too(tmp_path: Path) -> None:
    def pending(asked: Asked) -> Ended:
        del asked
        return Ended(None, None)

    with Store() as store:
        page = Written(store, fill(store, SMALL, pending), tmp_path)

    assert set(page.data["results"]) == {"pending"}
    assert set(page.texts("answer")) == {None}


def test_raw_html_and_links_in_markdown_come_to_nothing() -> None:
    hostile = (
        "<script>x</script>\n\n<details onclick=x><summary>a</summary>\n\n"
        "b <img src=x> [c](javascript:x) **d**\n\n</details>\n\n<div>e</div>"
    )
    tree = LexborHTMLParser(f"<main>{markup(hostile, {}).html}</main>")

    tags = {node.tag for node in tree.css("main *")}
    assert tags <= {"p", "strong", "summary"}
    assert "<script>x</script>" in tree.css("main")[0].text()


def test_what_folds_and_tables_pass() -> None:
    markdown = (
        "<details><summary>S</summary>\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\n</details>"
    )
    tree = LexborHTMLParser(markup(markdown, {}).html)

    assert [node.text() for node in tree.css("details > summary")] == ["S"]
    assert [node.text() for node in tree.css("details .wide td.number")] == ["2"]
    assert not tree.css("[style]")


def test_each_section_has_a_name_of_its_own() -> None:
    found = markup("## A b!\n\n## A b\n\n## …\n\n### A b\n\n# t", {})

    assert [one.id for one in found.headings] == ["a-b", "a-b-2", "section"]
    assert [one.words for one in found.headings] == ["A b!", "A b", "…"]
    for one in found.headings:
        assert found.html.count(f'id="{one.id}"') == 1


def test_a_plot_that_is_missing_is_said_in_words() -> None:
    shown = markup("![what it &lt;b>shows](x.svg)", {}).html

    assert shown == "<p><em>what it &lt;b&gt;shows</em></p>\n"


def test_a_plot_keeps_its_look_without_styles() -> None:
    plots = drawn(sample())
    both = "".join(inline(svg, name, 'it "shows"') for name, svg in plots.items())
    tree = LexborHTMLParser(both)

    ids = [str(node.attributes["id"]) for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert {f"{name.partition('-')[0]}.svg" for name in ids} == set(plots)
    pointed = re.findall(r'(?:url\(|href=")#([^")]+)', both)
    assert pointed
    assert set(pointed) <= set(ids)
    for kind in ("fill", "stroke", "font-size", "stroke-dasharray"):
        before = {
            colour for svg in plots.values()
            for colour in re.findall(rf"\b{kind}: ([^;u\"][^;\"]*)", svg.decode())
        }  # fmt: skip
        assert before
        assert before <= set(re.findall(rf'\b{kind}="([^"]+)"', both))
    assert not tree.css("[style], style, metadata, title, desc")
    named = [node.attributes["aria-label"] for node in tree.css("svg[role=img]")]
    assert named == ['it "shows"'] * len(plots)


def test_every_verdict_has_a_word(tmp_path: Path) -> None:
    """The results that the page filters by are those of the report's outcomes."""
    with Store() as store:
        page = Written(store, fill_hostile(store), tmp_path)

    words = {v.value for v in Verdict} - {"refused"} | {"declined", "failed"}
    assert set(page.data["results"]) == words
    assert set(page.data["models"]) >= {"baseline/bm25", DESIGN.models[1]}
