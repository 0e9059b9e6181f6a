"""Looking for numbers and dates only where digits are misses none."""

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.values import dates, numerals
from tests.support.passages import passages


@given(passages | st.text())
@example("(negative HK$ -.5")
@example("September. 12 2018")
def test_looking_where_digits_are_finds_every_number(text: str) -> None:
    everywhere = [match.span() for match in numerals._TOKEN.finditer(text)]

    assert [match.span() for match in numerals.tokens(text)] == everywhere


@given(passages | st.text())
@example("fourth quarter, of fiscal year 2018")
@example("12th-of September.,-of 2018")
def test_looking_where_years_are_finds_every_date(text: str) -> None:
    everywhere = [match.span() for match in dates._DATE.finditer(text)]

    assert [match.span() for match in dates._matches(text)] == everywhere


@given(passages)
@example("March 12")
@example("May 12 2018, 12 May 2018")
@example("negative 5 or minus 5")
@example("5 million USD 7 dollars 8")
@example("12 percentage points $ (5) in thousands")
def test_a_token_is_found_alone_as_among_all(text: str) -> None:
    found = list(numerals.tokens(text))

    for place in (at for at, char in enumerate(text) if char.isdecimal()):
        (alone,) = numerals.tokens_at(text, [place])
        (among,) = (match for match in found if match.start() <= place < match.end())
        assert alone.span() == among.span()
        assert alone.groups() == among.groups()


@given(passages, st.data())
def test_the_tokens_at_many_places_are_found_once_and_in_order(
    text: str, data: st.DataObject
) -> None:
    digits = [at for at, char in enumerate(text) if char.isdecimal()]
    places = sorted(data.draw(st.sets(st.sampled_from(digits)))) if digits else []
    expected = [
        match.span()
        for match in numerals.tokens(text)
        if any(match.start() <= place < match.end() for place in places)
    ]

    assert [match.span() for match in numerals.tokens_at(text, places)] == expected
