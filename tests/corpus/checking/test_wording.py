"""A question names all that its query asks of."""

import pytest

from pipeline.corpus.asking.query import Query
from pipeline.corpus.checking.wording import unnamed

SHARED = ("contract.contractor", "=", "Harl & Quince")
OF_PRICE = Query("boolean", "contract.price", ("C/1-2",), bound=(">", "450700"))
ON_A_DAY = OF_PRICE._replace(on="2021-05-03")
BY_MONTH = Query("sum", "site.flow", ("Skelwith",), on="2021-04-01/2021-06-01")
COUNTED = Query("count", "contract.contractor", where=(SHARED,))
BY_YEAR = COUNTED._replace(
    where=(
        SHARED,
        ("contract.signed", ">=", "2021-04-01"),
        ("contract.signed", "<=", "2021-06-30"),
    )
)
BY_BOUND = COUNTED._replace(where=(SHARED, ("contract.price", ">=", "70000")))


@pytest.mark.parametrize(
    ("query", "text", "lacks"),
    [
        (OF_PRICE, "Is C/1-2 above EUR 450,700?", []),
        (OF_PRICE, "Is C/1-2 above EUR 450,701?", ["EUR 450,700"]),
        (OF_PRICE, "Is C/1-22 above EUR 450,700?", ["C/1-2"]),
        (ON_A_DAY, "Was C/1-2 above EUR 450,700 on 3 May 2021?", []),
        (ON_A_DAY, "Was C/1-2 above EUR 450,700 on 13 May 2021?", ["3 May 2021"]),
        (BY_MONTH, "From April 2021 to June 2021, at Skelwith?", []),
        (
            BY_MONTH,
            "From April 2021 to July 2021, at Orrin?",
            ["Skelwith", "June 2021"],
        ),
        (COUNTED, "How many has Harl & Quince?", []),
        (COUNTED, "How many has Ombley Pumps?", ["Harl & Quince"]),
        (BY_YEAR, "What did Harl & Quince sign in spring 2021?", []),
        (BY_YEAR, "What did Harl & Quince sign in spring 2022?", ["2021"]),
        (BY_BOUND, "Which of Harl & Quince has EUR 70,000 or more?", []),
        (BY_BOUND, "Which of Harl & Quince has EUR 80,000?", ["EUR 70,000"]),
    ],
)
def test_what_it_does_not_name_is_told(
    query: Query, text: str, lacks: list[str]
) -> None:
    assert list(unnamed(query, text)) == lacks
