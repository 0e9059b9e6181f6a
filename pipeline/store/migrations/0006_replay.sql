-- Answers that were taken from an export, and batches that a provider works on.
ALTER TABLE raw.calls ADD COLUMN replayed_from TEXT;

-- `name` is ours, `id` the provider's: NULL until it has confirmed the batch. `prompts`
-- are those of `calls`, one by one.
CREATE TABLE raw.batches (
    name TEXT PRIMARY KEY,
    id TEXT,
    endpoint TEXT NOT NULL,
    model TEXT NOT NULL,
    state TEXT NOT NULL,
    submitted_at TEXT NOT NULL,
    calls TEXT[] NOT NULL,
    prompts TEXT[] NOT NULL
);
