"""report.html as a reader meets it: a real browser clicks, types, prints and looks."""

import json
import os
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks import html_size
from pipeline.records import Condition, Verdict
from pipeline.report import words
from pipeline.report.stage import HTML_PAGE, write_report
from pipeline.store import Store
from tests.support.bench_data import fill
from tests.support.bench_design import Asked, Design, Ended
from tests.support.browser import Browser, Page, browser, find_browser
from tests.support.hostile_run import ANSWERS, LONG, fill_hostile

PROGRAM = find_browser()
if PROGRAM is None and os.environ.get("DOCQA_BROWSER") != "required":
    why = "no chromium on the PATH (`apt-get install chromium`): the page is not opened"
    pytest.skip(why, allow_module_level=True)

pytestmark = pytest.mark.timeout(120)

READY = "document.getElementById('calls-table').dataset.ready"
STATUS = "document.querySelector('.status').textContent"
ROWS = "document.querySelectorAll('table.calls > tbody > tr:not(:has(.detail))').length"
SEARCH = ".filters input"
_LOADED = """new Promise((loaded, failed) => {{
    const made = document.createElement('{tag}');
    made.onload = loaded;
    made.onerror = failed;
    made.src = '{source}';
    document.body.append(made);
}})"""


class Run:
    """The page of a run, and what the run really was."""

    def __init__(self, folder: Path) -> None:
        with Store() as store:
            run = fill_hostile(store)
            write_report(store, run, folder, versions={}, html=True)
            self.rows: Sequence[tuple[Any, ...]] = store._db.execute(
                "SELECT model, verdict, answer, outcome FROM verdicts ORDER BY position"
            ).fetchall()
        self.path = folder / HTML_PAGE


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return Run(tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="module")
def started() -> Generator[Browser]:
    assert PROGRAM, "DOCQA_BROWSER=required, and no chromium is on the PATH"
    with browser(PROGRAM) as started:
        yield started


@pytest.fixture
def tab(started: Browser) -> Generator[Page]:
    tab = Page(started)
    tab.shape(1280, 900)
    yield tab
    tab.close()


@pytest.fixture
def page(tab: Page, run: Run) -> Page:
    tab.open(run.path, f"{READY} === 'yes'")
    return tab


def test_nothing_is_fetched_and_nothing_foreign_runs(page: Page, run: Run) -> None:
    assert page.requests() == [run.path.as_uri()]
    assert page.complaints() == []
    assert page.run("document.title") == "contracts <2026> · docqa"
    ids = page.run("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "attempt",
    [
        "fetch('http://127.0.0.1:9/').then(() => true)",
        _LOADED.format(tag="img", source="http://127.0.0.1:9/a.png"),
        _LOADED.format(tag="script", source="data:,1"),
    ],
)
def test_the_browser_is_told_to_refuse(page: Page, attempt: str) -> None:
    with pytest.raises(RuntimeError):
        page.run(attempt)

    assert any("Content Security Policy" in one for one in page.complaints())
    failed = page.told("Network.loadingFailed")
    assert all(one.get("blockedReason") == "csp" for one in failed)


def test_an_inline_handler_does_not_run(page: Page) -> None:
    page.run(
        "(() => { const d = document.createElement('div');"
        "d.innerHTML = '<img src=x onerror=\"window.ran = 1\">';"
        "document.body.append(d); })()"
    )

    assert (
        page.run("new Promise((done) => setTimeout(() => done(window.ran), 200))")
        is None
    )
    assert any("Content Security Policy" in one for one in page.complaints())


def test_filters_leave_what_they_say(page: Page, run: Run) -> None:
    assert page.run(STATUS) == f"{len(run.rows)} of {len(run.rows)} calls"
    assert page.run(ROWS) == 50

    _choose(page, "Result", "incorrect")
    wrong = [row for row in run.rows if row[1] == "incorrect"]
    assert page.run(STATUS) == f"{len(wrong)} of {len(run.rows)} calls"
    assert page.run(ROWS) == len(wrong)

    _choose(page, "Model", "baseline/bm25")
    both = [row for row in wrong if row[0] == "baseline/bm25"]
    assert 0 < len(both) < len(wrong)
    assert page.run(ROWS) == len(both)

    page.click(".filters button")
    assert page.run(STATUS) == f"{len(run.rows)} of {len(run.rows)} calls"


def test_the_box_searches_questions_ids_and_answers(page: Page, run: Run) -> None:
    page.click(SEARCH)
    page.type("TWO lines")
    found = [row for row in run.rows if row[2] and "two lines" in row[2]]
    assert page.run(STATUS) == f"{len(found)} of {len(run.rows)} calls"

    page.run(f"document.querySelector('{SEARCH}').value = ''")
    page.type("q-3-")
    shown = page.run(STATUS)
    page.run(f"document.querySelector('{SEARCH}').value = ''")
    page.type("<b>3</b>")
    assert page.run(STATUS) == shown != f"{len(run.rows)} of {len(run.rows)} calls"

    page.type("no such thing")
    assert page.run(STATUS) == f"0 of {len(run.rows)} calls"
    assert page.run("document.querySelector('.place').textContent") == "none"


def _choose(page: Page, label: str, option: str) -> None:
    """Choose as one does by keyboard: the select gets the focus, arrows move."""
    select = (
        "[...document.querySelectorAll('.filters label')].find("
        f"(one) => one.firstChild.textContent === '{label}').querySelector('select')"
    )
    page.run(f"{select}.focus()")
    for _ in range(30):
        if page.run(f"{select}.selectedOptions[0].textContent") == option:
            return
        page.key("ArrowDown")
    message = f"{label} has no {option}"
    raise AssertionError(message)


@pytest.mark.parametrize("answer", [a for a in ANSWERS if a])
def test_an_opened_call_shows_the_answer_as_it_was(page: Page, answer: str) -> None:
    page.click(SEARCH)
    page.type(next(line for line in answer.splitlines() if line.strip()).strip()[:40])
    if page.run(ROWS) == 0:  # a key cannot type all of it
        page.run(
            f"(() => {{ const box = document.querySelector('{SEARCH}');"
            f"box.value = {json.dumps(answer.strip()[:6])};"
            "box.dispatchEvent(new Event('input')); })()"
        )
    _choose(page, "Model", "baseline/bm25")
    page.click("td.question button")

    shown = page.run("document.querySelector('pre.answer').textContent")
    assert shown == answer[:4_000]
    assert (
        page.run("document.querySelector('td.detail button.x, td.detail img')") is None
    )
    note = f"The first 4,000 of {len(LONG):,} characters."
    assert (note in page.run("document.querySelector('td.detail').innerText")) == (
        answer == LONG
    )
    assert page.run("document.title") == "contracts <2026> · docqa"
    assert page.complaints() == []
    said = page.run("document.querySelector('pre.answer + .note')?.textContent ?? ''")
    unseen = [code for code in ("U+202E", "U+2066", "U+0000", "U+001B") if code in said]
    marks = [f"U+{ord(mark):04X}" for mark in "\u202e\u2066\0\x1b" if mark in answer]
    assert unseen == marks


def test_an_opened_call_shows_where_its_evidence_stood(page: Page) -> None:
    _choose(page, "Condition", "context")
    _choose(page, "Length", "16k")
    _choose(page, "Depth", "0.5")
    page.click("td.question button")
    said = page.run("document.querySelector('td.detail').innerText")
    named = page.run("document.querySelector('svg.strip').getAttribute('aria-label')")

    assert "doc-00.pdf, page 1 at depth 0.500" in said
    assert "random: 48 passages, 14,400 tokens" in said
    assert "docqa prompts show " in said
    assert "Evidence at depth 0.500." in named
    x, width = page.run(
        "[...document.querySelectorAll('svg.strip .c-g')].map((one) => "
        "[one.x.baseVal.value, one.width.baseVal.value])[0]"
    )
    assert (x + width / 2) / 1000 == pytest.approx(0.5, abs=0.01)

    page.click("td.question button")
    assert page.run("document.querySelectorAll('td.detail').length") == 0


def test_the_keyboard_opens_and_closes_a_call(page: Page) -> None:
    page.run("document.querySelector('td.question button').focus()")

    page.key("Enter", "\r")
    assert page.run("document.activeElement.getAttribute('aria-expanded')") == "true"
    assert page.run("document.querySelectorAll('td.detail').length") == 1

    page.key("Enter", "\r")
    assert page.run("document.activeElement.getAttribute('aria-expanded')") == "false"
    assert page.run("document.querySelectorAll('td.detail').length") == 0


def test_a_head_sorts_both_ways_and_what_is_absent_is_last(page: Page) -> None:
    times = (
        "[...document.querySelectorAll('table.calls > tbody > tr')]"
        ".map((row) => row.children[6].textContent)"
    )
    head = "table.calls th:nth-child(7)"

    page.click(f"{head} button")
    up = [_seconds(time) for time in page.run(times) if time]
    assert up == sorted(up)
    assert page.run(f"document.querySelector('{head}').ariaSort") == "ascending"

    page.click(f"{head} button")
    down = [_seconds(time) for time in page.run(times) if time]
    assert down == sorted(down, reverse=True)
    assert len(down) == 50
    assert page.run("document.querySelectorAll('[aria-sort]').length") == 1


def _seconds(shown: str) -> float:
    return float(shown.removeprefix("< ").removesuffix(" s"))


MIDDLES = (0.125, 0.375, 0.625, 0.875, 1.25, 2.75, 10.5, 11.5, 12.5, 0.135, 1.45)
NUMBERS = (
    *(0.0, 1e-7, 9.99e-7, 1e-6, 0.000999, 0.001, 0.0015, 0.0095, 0.01, 0.09996),
    *(0.1, 0.9951, 0.999, 1.0, 9.94, 9.96, 10.0, 312.4, 1_234.5, 1_234_567.891),
    *MIDDLES,
    *(step * 1.37e-6 * 1.9**power for step in range(1, 9) for power in range(40)),
)
TOKENS = (
    1,
    999,
    1_000,
    4_096,
    15_998,
    16_000,
    999_999,
    1_000_000,
    1_048_576,
    2_000_000,
)


@pytest.mark.parametrize(
    ("name", "worded", "values"),
    [
        ("seconds", words.seconds, NUMBERS),
        ("usd", words.usd, NUMBERS),
        ("length", words.length, TOKENS),
    ],
)
def test_the_table_words_numbers_as_the_page_does(
    page: Page, name: str, worded: Callable[[Any], str], values: Sequence[float]
) -> None:
    shown = page.run(f"{json.dumps(values)}.map(words.{name})")

    assert shown == [worded(value) for value in values]


def test_who_abstains_is_not_shown_as_the_form_of_its_answer(
    tab: Page, tmp_path: Path
) -> None:
    form = '{"answer": null, "status": "not_in_document"}'

    def ending(asked: Asked) -> Ended:
        nothing = (
            not asked.question.answerable or asked.condition is Condition.GOLD_REMOVED
        )
        verdict = Verdict.CORRECT if nothing else Verdict.ABSTAINED
        if asked.condition is Condition.GOLD_ONLY:
            verdict = Verdict.CORRECT
        return Ended(verdict=verdict, answer=form)

    controls = (Condition.GOLD_ONLY, Condition.GOLD_REMOVED)
    design = Design(
        documents=1, questions=2, unanswerable=1, lengths=(4_000,), controls=controls
    )
    with Store() as store:
        run = fill(store, design, ending)
        store._db.execute("UPDATE raw.scores SET given = NULL")
        reason = "says that the documents do not say"
        store._db.execute(f"UPDATE raw.scores SET reason = '{reason}'")
        write_report(store, run, tmp_path, versions={}, html=True)
    tab.open(tmp_path / HTML_PAGE, f"{READY} === 'yes'")
    shown = tab.run(
        "[...document.querySelectorAll('table.calls > tbody > tr')].map((row) => "
        "[2, 5, 8].map((place) => row.children[place].textContent))"
    )

    said = {(condition, result[2:], answer) for condition, result, answer in shown}
    none = f"no answer: {reason}"
    assert said == {
        ("context", "abstained", none),
        ("context", "correct", none),
        ("gold-removed", "correct", none),
        ("gold-only", "correct", none),  # of a question without an answer
        ("gold-only", "correct", form),
    }
    tab.click("td.question button")
    assert tab.run("document.querySelector('pre.answer').textContent") == form


def test_all_pages_together_are_all_calls(page: Page, run: Run) -> None:
    shown = 0
    for _ in range(20):
        shown += page.run(ROWS)
        if page.run("document.querySelector('.pages button:last-child').disabled"):
            break
        page.click(".pages button:last-child")

    assert shown == len(run.rows)


def test_each_control_and_picture_has_a_name(page: Page) -> None:
    page.send("Accessibility.enable")
    page.click("nav summary")
    page.click("td.question button")
    nodes = page.send("Accessibility.getFullAXTree")["nodes"]
    named: dict[str, list[str]] = {}
    for node in nodes:
        if not node.get("ignored"):
            role = node["role"]["value"]
            named.setdefault(role, []).append(node.get("name", {}).get("value", ""))

    for role in ("image", "button", "combobox", "searchbox", "link", "navigation"):
        assert named.get(role)
        assert all(named[role]), role
    assert any("Accuracy by context length" in name for name in named["image"])
    assert page.run(
        "document.querySelector('td.question button').getAttribute('aria-expanded')"
    ) == ("true")


@pytest.mark.parametrize("dark", [False, True])
def test_words_stand_out_in_light_and_dark(page: Page, *, dark: bool) -> None:
    page.shape(1280, 900, dark=dark)
    page.click("td.question button")
    ground = page.run("getComputedStyle(document.body).backgroundColor")
    assert (_light(_rgb(ground)) < 0.05) == dark

    for selector in (
        *("main p", "nav summary", ".note", ".status", "td.question button"),
        *(".filters label", ".correct, .incorrect, .otherwise", "pre.asked"),
    ):
        ink = page.run(f"getComputedStyle(document.querySelector('{selector}')).color")
        assert _contrast(_rgb(ink), _rgb(ground)) > 4.5, selector


def _rgb(css: str) -> list[float]:
    return [
        float(part) / 255 for part in css.partition("(")[2].rstrip(")").split(",")[:3]
    ]


def _light(rgb: Sequence[float]) -> float:
    """Return the relative luminance, by WCAG 2.2."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: Sequence[float], other: Sequence[float]) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def test_a_telephone_needs_no_sideways_scrolling(page: Page) -> None:
    page.shape(390, 844)
    page.click("td.question button")

    assert page.run("document.documentElement.scrollWidth") == 390
    assert page.run("document.querySelector('td.detail').scrollWidth") <= 390
    plots = page.run(
        "[...document.querySelectorAll('p > svg[role=img]')]"
        ".map((one) => [one.parentElement.scrollWidth, one.clientWidth])"
    )
    assert plots
    assert all(wide == inside == 390 for wide, inside in plots)


def test_a_section_is_one_click_away(page: Page) -> None:
    page.shape(390, 844)
    page.click("nav summary")
    page.click("nav li:last-child a")
    page.wait(
        "Math.abs(document.querySelector('#calls').getBoundingClientRect().y) < 99"
    )

    top, bar = page.run(
        "['#calls', 'nav'].map((one) => document.querySelector(one)"
        ".getBoundingClientRect()).map((box, n) => n ? box.bottom : box.y)"
    )
    assert bar <= top < 100


def test_motion_is_left_out_where_it_is_unwanted(page: Page) -> None:
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page.run(behaviour) == "smooth"

    reduced = {"name": "prefers-reduced-motion", "value": "reduce"}
    page.send("Emulation.setEmulatedMedia", features=[reduced])

    assert page.run(behaviour) == "auto"


def test_paper_gets_the_report_in_black_without_controls(page: Page) -> None:
    page.shape(1280, 900, dark=True)
    page.send("Emulation.setEmulatedMedia", media="print")

    assert page.run("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    for hidden in ("nav", ".filters", ".pages"):
        shown = f"getComputedStyle(document.querySelector('{hidden}')).display"
        assert page.run(shown) == "none"


def test_without_scripts_all_but_the_table_is_there(tab: Page, run: Run) -> None:
    tab.send("Emulation.setScriptExecutionDisabled", value=True)
    tab.open(run.path)
    text = tab.run("document.querySelector('main').innerText")

    assert "The table of calls needs JavaScript" in text
    assert "Verdict" in text
    assert tab.run("document.querySelectorAll('main svg[role=img]').length") > 2


def test_ten_thousand_calls_open(tab: Page, tmp_path: Path) -> None:
    made = html_size.write(tmp_path, 10_000, paragraphs=1, seed=1)
    path = tmp_path / HTML_PAGE
    assert made.calls == 10_000
    assert made.bytes < html_size.AIM_MB * 1_000_000
    assert b'<script type="application/gzip"' in path.read_bytes()

    tab.open(path, f"{READY} === 'yes'")

    assert tab.run(STATUS) == "10,000 of 10,000 calls"
    assert tab.run(ROWS) == 50
    assert tab.complaints() == []

    old = "delete window.DecompressionStream"
    tab.send("Page.addScriptToEvaluateOnNewDocument", source=old)
    tab.open(path, f"{READY} === 'failed'")
    said = tab.run("document.querySelector('[role=alert]').textContent")
    assert "this browser cannot unpack them" in said
    assert "calls.parquet" in said


def test_a_run_without_an_answer_opens(tab: Page, tmp_path: Path) -> None:
    def pending(asked: Asked) -> Ended:
        del asked
        return Ended(None, None)

    with Store() as store:
        run = fill(store, Design(documents=1, questions=1), pending)
        write_report(store, run, tmp_path, versions={}, html=True)

    tab.open(tmp_path / HTML_PAGE, f"{READY} === 'yes'")
    tab.click("td.question button")

    assert "pending" in tab.run("document.querySelector('td.detail').innerText")
    assert tab.complaints() == []
