"""Foreign text stays text, whatever it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.report.markdown import inert, plain, table, text

RENDERER = MarkdownIt("gfm-like", {"html": True, "linkify": False})


def inline(markdown: str) -> list[Token]:
    tokens = RENDERER.parse(f"**x:** {markdown}")
    return tokens[1].children or []


def test_a_table_reads_before_it_is_rendered() -> None:
    shown = table(["model", "n"], [["a", "1"], [text("b|c"), "20"]])

    assert shown == snapshot("""\
| model    |   n |
| :------- | --: |
| a        |   1 |
| b&#124;c |  20 |\
""")


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param("<script>alert(1)</script>", id="html"),
        pytest.param("</details><img src=x onerror=alert(1)>", id="close"),
        pytest.param("a | b | c", id="pipe"),
        pytest.param("`code` ``", id="backtick"),
        pytest.param("one\n\n# two\r\n\u2028- three", id="lines"),
        pytest.param("[x](javascript:alert(1)) ![y](http://z)", id="link"),
        pytest.param("https://example.com www.example.com", id="address"),
        pytest.param("&lt;b&gt; &amp; &#x3c;", id="entities"),
        pytest.param("**bold** _it_ ~~gone~~ $x^2$", id="marks"),
        pytest.param("\\", id="backslash"),
    ],
)
def test_hostile_text_is_shown_as_it_is(hostile: str) -> None:
    children = inline(text(hostile))

    assert {token.type for token in children} <= {
        *("text", "text_special", "strong_open", "strong_close"),
    }
    shown = "".join(token.content for token in children).removeprefix("x: ")
    assert shown == " ".join(hostile.split())


def test_what_reorders_text_is_dropped_and_long_text_cut() -> None:
    assert text("a\u202eb\u0000c") == "ab c"
    assert text("word " * 100, 10) == "word word…"


@given(st.text())
def test_any_text_stays_in_its_cell(foreign: str) -> None:
    page = table(["a", "b"], [[text(foreign), "1"], ["x", "2"]])

    tokens = RENDERER.parse(page)

    assert sum(token.type == "td_open" for token in tokens) == 4
    assert not any("html" in token.type for token in tokens)


def test_what_cannot_be_seen_is_dropped() -> None:
    assert plain("a\u200b\u00ad\u2060\U000e0041\u202eb") == "ab"


def test_foreign_text_in_a_tag_that_is_cut_says_so() -> None:
    assert inert("on his own authority", 15) == "on his own aut…"


def test_foreign_text_in_a_tag_is_inert_and_shown_as_it_is() -> None:
    assert inert("a_b <i>|x") == "a_b &lt;i&gt;|x"
