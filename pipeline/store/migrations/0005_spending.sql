-- What each attempt of a run cost, or may have cost at most: what a budget is held to.
CREATE TABLE raw.spending (
    id TEXT PRIMARY KEY,
    run TEXT NOT NULL,
    call TEXT NOT NULL,
    usd DOUBLE NOT NULL,
    known BOOLEAN NOT NULL
);
