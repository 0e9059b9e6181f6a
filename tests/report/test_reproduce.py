"""What each model was asked with, and the command that asks it again."""

import json
from pathlib import Path

from pipeline.report.asked import TOLERATED_MISSING, asked
from pipeline.report.sections.reproduce import render
from tests.report.test_sections import made
from tests.support.bench_design import Design, Ended

SETTINGS = {
    "models": [
        {"id": "baseline/bm25", "max_output_tokens": 8192},
        {
            "id": "north/aurora-2",
            "temperature": 0.0,
            "max_output_tokens": 1024,
            "reasoning_effort": "low",
            "extra": {"top_p": 0.5, "cache": "/home/me/cache"},
        },
        {"id": "south/cirrus-mini", "max_output_tokens": 8192, "temperature": None},
    ],
    "placement": "before",
    "depth_design": "latin",
    "repeats": 1,
    "seed": 7,
    "lengths": [4000],
}


def test_each_model_stands_with_what_it_was_sent(tmp_path: Path) -> None:
    design = Design(documents=2, settings=json.dumps(SETTINGS))

    found, shown = made(tmp_path, design, lambda _: Ended())

    section = render(found)
    assert section in shown
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in section.splitlines()
        if line.startswith("|")
    ]
    assert rows[2:] == [
        ["north/aurora-2", "0", "1,024", "low", '{"cache": "cache", "top\\_p": 0.5}'],
        ["south/cirrus-mini", "not sent", "8,192", "not sent", "none"],
    ]
    words = " ".join(section.split())
    assert "the question stands before the documents" in words
    assert "each question at one depth for each length" in words
    assert "depths 0.1, 0.5 and 0.9; 1 repeat; seed 7." in words
    assert "`docqa report contracts-2026`" in words
    assert "`docqa bench --name contracts-2026`" in words
    prose = [line for line in section.splitlines() if not line.startswith("|")]
    assert max(map(len, prose)) <= 88


def test_settings_that_cannot_be_read_are_no_end_of_the_report() -> None:
    for text in ("", "[]", "{}", '{"models": 3}'):
        found = asked(text)

        assert (found.requests, found.seed) == ((), None)
        assert found.tolerated_missing == TOLERATED_MISSING


def test_placements_are_one_or_several() -> None:
    assert asked('{"placement": "after"}').placement == ("after",)
    found = asked('{"placement": ["both", "after"], "distractors": ["hard"]}')
    assert (found.placement, found.distractors) == (("both", "after"), ("hard",))
    assert asked("{}").placement == ()


def test_a_run_named_like_markdown_stays_in_its_code(tmp_path: Path) -> None:
    _, shown = made(tmp_path, Design(documents=2, run="a`b_<c>"), lambda _: Ended())

    assert "`docqa report a b_<c>`" in shown
