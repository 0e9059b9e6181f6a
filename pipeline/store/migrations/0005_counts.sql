-- How many tokens a service said that a prompt has for one of its models.
CREATE TABLE raw.counts (
    endpoint TEXT NOT NULL,
    model TEXT NOT NULL,
    prompt TEXT NOT NULL,
    tokens BIGINT NOT NULL,
    counted_at TEXT NOT NULL,
    PRIMARY KEY (endpoint, model, prompt)
);
