"""Marks go, what they mark stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.markup import plain


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain text", "plain text"),
        ("**bold** and *slanted* and `code`", "bold and slanted and code"),
        ("_this_ but snake_case", "this but snake_case"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("# Heading\n> quoted", "Heading\nquoted"),
        ("see [the report](https://x.test/a) [1]", "see the report [1]"),
        ("<b>5</b><br>and 4 < 6", "5\nand 4 < 6"),
        ("3 &lt; 4&nbsp;km", "3 < 4\u00a0km"),
        ("\u200f5\u200b0 \u202eabc", "50 abc"),
        (r"\$1.6 \text{ billion}", "$1.6  billion"),
        (r"52.6\%", "52.6%"),
        (r"$\frac{3}{4} \times 100\%$", "3 / 4 * 100%"),
        (r"\( x \approx 6.25 \)", "  x ≈ 6.25  "),
        (r"\boxed{42}", "\nAnswer: 42\n\n"),
        (r"\boxed{\frac{1}{2}}", "\nAnswer: 1 / 2\n\n"),
        (r"1{,}577 and 1\,577", "1,577 and 1,577"),
        ("$0.66$ is $x = 2$", "0.66 is x = 2"),
        ("it costs $5 and earns $7", "it costs $5 and earns $7"),
        ("$5-$7", "$5-$7"),
        (r"\unknown{5}", "5"),
    ],
)
def test_a_text_is_returned_as_it_would_be_seen(text: str, seen: str) -> None:
    assert plain(text) == seen


@given(st.text() | st.text(alphabet="\\frac{}$*_`#<>&[]() 1a\n"))
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(plain(text), str)
