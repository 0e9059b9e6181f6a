"""Passages put together from what makes numbers, dates and words hard to read."""

from typing import Final

from hypothesis import strategies as st

NUMBERS: Final = (
    "0|00|0.0|1|2|5|12|12.0|15|90|99|0.9|1.577|1,577|1577|15.77|1,577,000|1.577.000,50"
    "|12,34,567|1'577|1\u2019577|1\u00a0577|1\u202f577,5|1\u2009577\u2009000|.66|.66.5"
    "|5..66.7|1.5e9|1.577E+09|2e-3|\u0663|\u0661\u0665\u0667\u0667|2\u0660\u0661\u0668"
    "|3/4|2:1|1.2.3|1,2,3|10-K|3-year|COVID-19|3M|10K|777X|1st|12th|(5)|(1,577)|(2.3)%"
    "|99999999999999999999999999999999|2018|2020|Q42018|FY2018|42018|12018|A-1.12"
)
AROUND_NUMBERS: Final = (
    "$|US$|HK$|U\u017fD|USD|EUR|KRW|\u212aRW|Rs.|\u20ac|\u2212|-|\u2013|minus|negative"
    "|(|)|%|\uff05|percent|per cent|percentage points|pct.|pp|basis points|bps|thousand"
    "|millions|bn|mn|lakh|in millions|(in|k|K|mm|M|m|x|xUSD|dollars|US dollars"
    "|U.S. dollars|pounds sterling|shares|total|m\u0131nus"
)
DATES: Final = (
    "2018-03-14|2018-03|14/03/2018|03.14.2018|2018/3/14|14 March 2018|14th of March"
    "|March 14, 2018|Mar. 2018|Mar 12 2018|May 2018|sept. of 2018|Q1 2018|1Q18"
    "|Q3 FY2018|fourth quarter, of fiscal year 2018|2018 Q1|fiscal 2018|March|12 March"
    "|of|FY|1999|2018-03-14T12:00"
)
WORDS: Final = (
    "the|a|an|The net income|net|income,|Ada|Lovelace|ADA.|Ada-Lovelace|U.S.|US|e.g."
    "|a.b|x.Ada|end.Next|J.P. Morgan|3.5%|3.5 %|5 % of|snake_case|\ufb01nance|finance"
    "|caf\u00e9|cafe\u0301|e.\u0301|\u0301|a\u0345|\u037a|stra\u00dfe|\u0130|\u0131|\u01f0"
    "|\u03c2|\u03a3|\u6771\u4eac|\u6771\u4eac\u90fd|\u3042|\u1112\u1161\u11ab|\u1161"
    "|\uac00|\u11a8|\u3131|\u0939\u093f\u0928\u094d\u0926\u0940|\u2122|\u00ae|\u2026"
    "|\u00bd|\u00b2|\u2022|\u201cAda\u201d|Lovelace\u2019s|A\0d\u202ea|\u200b|\u13a0"
    "|\uab70|'|\"|;|_|1abc2.5|abc1.5|Acme\u2122|section 302"
)
SPACES: Final = "|| |  |\n| \n|\t|\u00a0|\u2009|\x1c|, |. |-"

fragments: Final = st.sampled_from(
    f"{NUMBERS}|{AROUND_NUMBERS}|{DATES}|{WORDS}".split("|")
)
passages: Final = st.lists(
    st.tuples(fragments | st.text(max_size=2), st.sampled_from(SPACES.split("|"))).map(
        "".join
    ),
    max_size=14,
).map("".join)
