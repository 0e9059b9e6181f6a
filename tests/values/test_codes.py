"""A code is known by its form; years, dates, amounts and ranges have none."""

import pytest

from pipeline.values.codes import (
    another_code,
    code_of,
    codes_in,
    has_code,
    may_have,
    rivals,
    spans,
)


def keys(text: str) -> list[str]:
    return [code.key for code in codes_in(text)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("S-6074-2", "s-6074-2"),
        ("**S-6074-2**.", "s-6074-2"),
        ("s\u20136074\u20112", "s-6074-2"),
        ("V-319989", "v-319989"),
        ("V319989", "v319989"),
        ("C/2018/2393", "c/2018/2393"),
        ("C / 2018 / 2393", "c/2018/2393"),
        ("SG155/2018/07", "sg155/2018/07"),
        ("2018/393", "2018/393"),
        ("6074-2", "6074-2"),
        ("978-3-16-148410-0", "978-3-16-148410-0"),
        ("R-134a", "r-134a"),
    ],
)
def test_a_code_is_read_whatever_its_case_dashes_and_blanks(
    text: str, key: str
) -> None:
    code = code_of(text)

    assert code is not None
    assert code.key == key


@pytest.mark.parametrize(
    "text",
    [
        *("2019", "2018/19", "2018-2020", "FY2019", "FY18/19", "Q3-2021", "3Q21"),
        *("2021-03-14", "12/05/2021", "2021/13/14", "12-May-2021", "mid-2018"),
        *(
            "1577",
            "1,577",
            "3/4",
            "24/7",
            "10-15",
            "1577-1600",
            "3.5-4.5",
            "12-2019",
            "1-2-3",
        ),
        *("999-1000", "100.25-50.75", "1bn-2bn", "16950xyz"),
        *("120km/h", "100m-200m", "71mg/l", "16950m3/day", "3-year", "2nd", "1990s"),
        *("CO2", "A320", "v4.1.2", "and/or", "", "-", "S 6074"),
    ],
)
def test_what_is_a_time_an_amount_or_a_name_is_no_code(text: str) -> None:
    assert keys(text) == []
    assert code_of(text) is None


@pytest.mark.parametrize("text", ["COVID-19", "V-1", "10-K", "COP-2021"])
def test_a_short_one_is_a_code_but_may_be_a_name_too(text: str) -> None:
    assert keys(text) == [text.lower()]
    assert code_of(text) is None


@pytest.mark.parametrize("text", ["asset S-6074-2", "S-6074-2, V-319989", "x" * 99])
def test_a_code_among_words_is_not_all_of_them(text: str) -> None:
    assert code_of(text) is None


def test_a_code_of_the_same_form_is_another() -> None:
    assert another_code("pump S-6074-3", "S-6074-2")
    assert another_code("V-7", "V-10")
    assert not another_code("V-07", "V-7")
    assert not another_code("T-6074-3", "S-6074-2")
    assert not another_code("S-6074-3 and S-6074-2", "S-6074-2")
    assert not another_code("S-6074-1 to S-6074-9", "S-6074-2")
    assert not another_code("the pump", "S-6074-2")
    assert not another_code("S-6074-3", "the pump")


def test_a_code_is_found_as_a_word_of_its_own() -> None:
    code = code_of("S-6074-2")
    assert code is not None

    assert has_code(code, "the asset s\u20136074\u20132, at the mill")
    assert not has_code(code, "S-6074-2-1 and XS-6074-2 and S-6074-2.1")
    assert [one.key for one in rivals(code, "S-6074-3, S-6074-02, T-1-1")] == [
        "s-6074-3"
    ]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("V-319989", "no. 319989", True),
        ("V-319989", "no. 0319989", True),
        ("V-319989", "no. 319988", False),
        ("C/2018/2393", "of 2018", False),
        ("C/2018/2393", "the 2393rd", True),
        ("SG155/2018/07", "7 or 07", False),
        ("2018/2019/V", "in 2018", True),
        ("1-2-A", "12 of 2", True),
        ("1-2-A", "12 of 3", False),
    ],
)
def test_a_text_may_have_a_code_by_its_digits(
    code: str, text: str, *, expected: bool
) -> None:
    found = code_of(code)

    assert found is not None
    assert may_have(found, text) is expected


def test_a_range_has_other_codes_in_it() -> None:
    assert spans("V-319989 to V-320004")
    assert spans("V-319989 \u2013 V-320004")
    assert not spans("V-319989 paid to Ann")
    assert not spans("V-319989 and V-320004")
