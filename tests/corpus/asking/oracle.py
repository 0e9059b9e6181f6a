"""What a query must find, reckoned by SQL over the rows of the facts."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import duckdb

from pipeline.corpus.facts import Facts
from pipeline.corpus.relations import RELATIONS

_ROWS: Final = """
CREATE TABLE fact (
    relation TEXT, subject TEXT, value TEXT, number INTEGER, day DATE, time TEXT
)
"""
_HELD: Final = """
CREATE VIEW held AS
SELECT relation, subject, any_value(value) AS value, any_value(number) AS number
FROM (
    FROM fact
    WHERE
        time = 'fixed'
        OR (time = 'at' AND day = date_trunc('month', getvariable('asked')))
        OR (time = 'from' AND day <= coalesce(getvariable('asked'), DATE '9999-01-01'))
    QUALIFY
        time <> 'from'
        OR rank() OVER (PARTITION BY relation, subject ORDER BY day DESC) = 1
)
GROUP BY relation, subject
HAVING count(*) = 1
"""
_MEMBERS: Final = """
WITH condition AS (
    SELECT subject, relation, count(*) AS stated
    FROM fact
    WHERE relation IN ('entry.payee', 'entry.on')
    GROUP BY subject, relation
    HAVING bool_or(
        (relation = 'entry.payee' AND value = $payee)
        OR (relation = 'entry.on' AND value >= $since)
    )
),

member AS (
    SELECT subject, max(stated) + 2 - count(*) AS stated
    FROM condition
    GROUP BY subject
    HAVING
        count(*) = 2
        OR bool_or(relation = 'entry.payee')
        AND subject NOT IN (SELECT subject FROM fact WHERE relation = 'entry.on')
)

"""
QUERIES: Final[Mapping[str, str]] = {
    "one": "SELECT value FROM held WHERE relation = $relation AND subject = $first",
    "boolean": """
        SELECT if(number > $bound, 'yes', 'no') FROM held
        WHERE relation = $relation AND subject = $first
    """,
    "comparison": """
        SELECT arg_max(subject, number) FROM held
        WHERE relation = $relation AND subject IN ($first, $second)
        HAVING count(DISTINCT number) = 2
    """,
    "chain": """
        SELECT step.value FROM held JOIN held AS step ON step.subject = held.value
        WHERE
            held.relation = $relation
            AND held.subject = $first
            AND step.relation = $following
    """,
    "sum": f"""
        {_MEMBERS}
        SELECT sum(number) FROM member
        LEFT JOIN held
            ON held.subject = member.subject AND held.relation = 'entry.amount'
        HAVING max(member.stated) = 1 AND count(*) = count(number)
    """,
    "count": f"""
        {_MEMBERS}
        SELECT count(*) FROM member HAVING max(stated) = 1
    """,
    "list": f"""
        {_MEMBERS}
        SELECT unnest(list(subject ORDER BY subject)) FROM member
        HAVING max(stated) = 1
    """,
}


_COLUMNS: Final = ("relation", "subject", "value", "number", "day", "time")
_FILL: Final = f"INSERT INTO fact SELECT {', '.join(f'unnest(${c})' for c in _COLUMNS)}"


class Oracle:
    """A database of facts, and what held of them on a day."""

    def __init__(self) -> None:
        self._db: Final = duckdb.connect()
        self._db.execute(_ROWS)
        self._db.execute("SET VARIABLE asked = NULL::DATE")
        self._db.execute(_HELD)

    def hold(self, facts: Facts, on: date | None = None) -> None:
        """Have these facts alone, as of a day."""
        self._db.execute("DELETE FROM fact")
        self._db.execute("SET VARIABLE asked = $on::DATE", {"on": on})
        rows = [
            (
                fact.relation,
                fact.subject,
                str(fact.value),
                fact.value if isinstance(fact.value, int) else None,
                fact.on,
                str(RELATIONS[fact.relation].time),
            )
            for fact in facts
        ]
        if rows:
            columns = zip(_COLUMNS, zip(*rows, strict=True), strict=True)
            self._db.execute(_FILL, {name: [*column] for name, column in columns})

    def answers(self, name: str, **filled: str | int) -> list[str]:
        """Return the answers as text; none where the facts do not decide."""
        rows = self._db.execute(QUERIES[name], filled).fetchall()
        return [str(value) for (value,) in rows]
