"""Of all the figures in a reply, those it claims as its answer are read."""

import pytest

from pipeline.score.claimed.finals import final_numbers, final_ranges

CLAIMED = [
    (
        "What was the dividend per share in 2020?",
        "The dividend per share was $1.20 in 2020, up from $1.10 in 2019.",
        ["$1.20"],
    ),
    (
        "What was the dividend per share in 2020?",
        "In 2019 the dividend was $1.10, and in 2020 it was $1.20.",
        ["$1.20"],
    ),
    (
        "How many employees did the firm have at the end of 2021?",
        (
            "At the end of 2020 there were 4,100 employees. During 2021 the firm "
            "hired 350 and lost 200. Therefore it had 4,250 employees at the end "
            "of 2021."
        ),
        ["4,250"],
    ),
    (
        "What is the growth rate of revenue from 2021 to 2022, in percent?",
        "Revenue rose from $136 billion to $178 billion, i.e. by 30.8 %.",
        ["30.8 %"],
    ),
    (
        "What percentage of patients responded?",
        "Of 240 patients, 60 responded, i.e. 25%.",
        ["25%"],
    ),
    (
        "What percentage of patients responded?",
        "25% of the 240 patients responded to treatment (60 patients).",
        ["25%"],
    ),
    ("How many patients responded?", "60 of the 240 patients responded (25%).", ["60"]),
    (
        "How many patients responded?",
        "A total of 60 patients out of 240 responded to the treatment.",
        ["60"],
    ),
    (
        "How tall is the tower?",
        "The tower, built in 1889, is 330 m tall including its 24 m antenna.",
        ["330"],
    ),
    (
        "What is the half-life of the drug?",
        (
            "The drug's half-life is 12 hours. It is given twice daily at 500 "
            "mg. Steady state is reached after about 3 days."
        ),
        ["12"],
    ),
    (
        "What was the average of the three years?",
        (
            "The three values are 4, 5 and 9. (4 + 5 + 9) / 3 = 6.\n\nSo the "
            "average is 6."
        ),
        ["6"],
    ),
    (
        "What is the ratio of debt to equity?",
        (
            "Debt is $300 million and equity is $200 million, which gives a "
            "ratio of debt to equity of 1.5."
        ),
        ["1.5"],
    ),
    (
        "What is the ratio of debt to equity?",
        "**Debt-to-equity ratio**: $300 / $200 = **1.5x**",
        ["1.5x"],
    ),
    (
        "What is the ratio of debt to equity?",
        (
            "\\[\n\\text{Ratio} = \\frac{\\$300\\text{ million}}{\\$200\\text{ "
            "million}} = 1.5\n\\]\n\nThe firm owes 1.5 dollars for each dollar "
            "of equity."
        ),
        ["1.5"],
    ),
    (
        "What was the penalty?",
        (
            "The contract sets the penalty at EUR 500 per day, capped at EUR "
            "10,000. The delay was 12 days. 12 * 500 = 6,000. The penalty is EUR "
            "6,000."
        ),
        ["EUR 6,000"],
    ),
    (
        "When must notice be given, in days?",
        "Notice must be given within 30 days of the event (see clause 14.2).",
        ["30"],
    ),
    (
        "How much was net income in 2022?",
        (
            "| Year | Net income |\n|---|---|\n| 2021 | $40 million |\n| 2022 | "
            "$50 million |\n\nNet income in 2022 was $50 million."
        ),
        ["$50 million"],
    ),
    (
        "How much was net income in 2022?",
        (
            "Net income in 2022 was $50 million, compared to $40 million in "
            "2021, an increase of 25%."
        ),
        ["$50 million"],
    ),
    (
        "How much was net income in 2022?",
        "Compared to $40 million in 2021, net income was $50 million in 2022.",
        ["$50 million"],
    ),
    (
        "By how much did net income grow in 2022?",
        ("Net income grew by $10 million (25%), from $40 million to $50 million."),
        ["$10 million"],
    ),
    ("How many moons does Mars have?", "Mars has two moons.", ["2"]),
    ("How many goals did he score?", "He scored 12 goals in 30 matches.", ["12"]),
    (
        "What is the effective tax rate?",
        (
            "The effective tax rate is 21.6% (income tax expense of $216 million "
            "divided by pre-tax income of $1,000 million)."
        ),
        ["21.6%"],
    ),
    (
        "What is the effective tax rate?",
        (
            "Income tax expense of $216 million divided by pre-tax income of "
            "$1,000 million gives an effective tax rate of 21.6%. The statutory "
            "rate is 21%."
        ),
        ["21.6%"],
    ),
    (
        "What is 2022 capex?",
        "The 2022 capex is approximately $1.6 billion (rounded).",
        ["$1.6 billion"],
    ),
    (
        "What is 2022 capex?",
        (
            "Answer: $1,577 million\n\nSource: cash flow statement, page 59. "
            "Prior year: $1,373 million."
        ),
        ["$1,577 million"],
    ),
    (
        "What is the value of x?",
        "We solve 2x + 3 = 11. Subtract 3: 2x = 8. Then x = 4. \\boxed{4}",
        ["4"],
    ),
    ("What is the value of x?", "We solve 2x + 3 = 11, so 2x = 8 and x = 4.", ["4"]),
    (
        "What is the total cost?",
        ("Step 1: 3 apples cost $6.\nStep 2: 4 pears cost $8.\nTotal = $6 + $8 = $14"),
        ["$14"],
    ),
    (
        "What is the total cost?",
        (
            "The total cost is $14. Here's how: 3 apples cost $6 and 4 pears "
            "cost $8, so $6 + $8 = $14."
        ),
        ["$14"],
    ),
    (
        "What was the change in margin?",
        "The margin fell by 2.2 percentage points, from 36.8% to 34.6%.",
        ["2.2 percentage points"],
    ),
    ("What is the distance?", "It's not 12 km but 13 km.", ["13"]),
    ("What is the distance?", "The distance is 12 km or 13 km.", ["12", "13"]),
    (
        "What is the distance?",
        "I first thought it is 12 km. On reflection, the distance is 13 km.",
        ["13"],
    ),
    (
        "How many days?",
        "The term runs for 90 days (three months), not 60 days.",
        ["90"],
    ),
    (
        "What is the working capital?",
        (
            "Working capital = current assets - current liabilities = $5,000 - "
            "$3,000 = $2,000 million."
        ),
        ["$2,000 million"],
    ),
    (
        "What was the gross margin in FY2022?",
        "FY2022 gross margin: 45.3%. FY2021 gross margin: 44.1%.",
        ["45.3%"],
    ),
    (
        "What was the gross margin in FY2021?",
        "FY2022 gross margin: 45.3%. FY2021 gross margin: 44.1%.",
        ["44.1%"],
    ),
    ("How long was the reign?", "She reigned for 63 years, from 1837 to 1901.", ["63"]),
    (
        "What was the population in 1900?",
        "The population was 1,200 in 1890, 1,450 in 1900 and 1,700 in 1910.",
        ["1,450"],
    ),
    (
        "How many seats does the party hold?",
        "The party holds 120 of the 400 seats, about 30%.",
        ["120"],
    ),
    (
        "What is the boiling point in Celsius?",
        "The boiling point is 78.4 °C (173.1 °F).",
        ["78.4"],
    ),
    (
        "What is the concentration?",
        (
            "The concentration was found to be 5.2 mg/L, which is below the "
            "limit of 10 mg/L."
        ),
        ["5.2"],
    ),
    (
        "What is the debt?",
        (
            "As of December 31, 2022, total debt stood at $12.4 billion, of "
            "which $2.1 billion is due within one year."
        ),
        ["$12.4 billion"],
    ),
    (
        "What were earnings per share?",
        (
            "Net income was $500 million and there were 100 million shares, "
            "resulting in earnings per share of $5.00."
        ),
        ["$5.00"],
    ),
    (
        "What were earnings per share?",
        "EPS: $5.00 [1]\n\n[1] Annual report, p. 34",
        ["$5.00"],
    ),
    (
        "What is the quick ratio?",
        (
            "Quick ratio = (cash + receivables) / current liabilities\nQuick "
            "ratio = (10 + 20) / 60\nQuick ratio = 30/60\nQuick ratio = 0.5\n\nA "
            "ratio below 1 suggests limited liquidity."
        ),
        ["0.5"],
    ),
    (
        "What is the quick ratio?",
        (
            "The quick ratio is 0.5, meaning the company has 50 cents of liquid "
            "assets for every $1 of current liabilities."
        ),
        ["0.5"],
    ),
    (
        "What is the quick ratio?",
        (
            "The company has $30 million of liquid assets and $60 million of "
            "current liabilities. Hence a quick ratio of 0.5. Generally, a quick "
            "ratio of 1 or more is considered healthy."
        ),
        ["0.5"],
    ),
]


@pytest.mark.parametrize(("question", "reply", "claimed"), CLAIMED)
def test_the_final_figure_is_told_from_those_on_the_way(
    question: str, reply: str, claimed: list[str]
) -> None:
    found = final_numbers(reply, question)

    assert [m.printed.strip(" .") for group in found for m in group] == claimed


def test_two_answers_that_nothing_decides_between_are_both_claimed() -> None:
    reply = "The rate is 12 %.\n\nThere is a table of rates.\n\nThe rate is 21 %."

    found = final_numbers(reply, "What is the rate?")

    assert [[m.printed for m in group] for group in found] == [["12 %"], ["21 %"]]


def test_of_two_answers_the_one_said_more_often_is_claimed() -> None:
    reply = "The rate is 12 %.\n\nAdding up: 9 + 12 = 21 %.\n\nThe rate is 21 %."

    found = final_numbers(reply, "What is the rate?")

    assert [[m.printed for m in group] for group in found] == [["21 %"]]


@pytest.mark.parametrize(
    ("reply", "ends"),
    [
        ("Growth was 3 %. Guidance for growth is 5-7 %. The stock trades at 5.", "5 7"),
        ("It is large.\nAnswer: between 5 and 7 percent", "5 7"),
        ("It was 5 in 2020.", ""),
    ],
)
def test_the_range_a_reply_claims_is_read(reply: str, ends: str) -> None:
    found = final_ranges(reply, "What is the guidance for growth?")

    values = [f"{end.number.mantissa}" for span in found for end in span]
    assert " ".join(values) == ends


@pytest.mark.parametrize(
    "reply", ["", "No figure at all.", "See page 12 and note 4 [3]."]
)
def test_a_reply_without_a_figure_claims_none(reply: str) -> None:
    assert final_numbers(reply, "What is the rate?") == []
