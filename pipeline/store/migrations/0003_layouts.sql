-- Prompts share layouts: the distractors of a question are stored once, not per prompt.
CREATE SEQUENCE raw.chunk_numbers;
ALTER TABLE raw.chunks ADD COLUMN number BIGINT DEFAULT nextval('raw.chunk_numbers');

CREATE TABLE raw.layouts (
    id TEXT PRIMARY KEY,
    chunks BIGINT[] NOT NULL,
    ends INTEGER[] NOT NULL,
    classes TEXT[] NOT NULL,
    rungs UTINYINT[] NOT NULL
);

-- Of prompts built before, the figures stay; which passages they showed does not.
CREATE TABLE raw.old_prompts AS FROM raw.prompts;
DROP TABLE raw.prompts;

CREATE TABLE raw.prompts (
    id TEXT PRIMARY KEY,
    question TEXT NOT NULL,
    condition TEXT NOT NULL,
    length INTEGER,
    tokens INTEGER NOT NULL,
    depth DOUBLE,
    measured_depth DOUBLE,
    placement TEXT NOT NULL,
    template TEXT NOT NULL,
    distractors TEXT,
    arrangement TEXT,
    cache TEXT NOT NULL,
    prefix TEXT NOT NULL,
    repeat INTEGER,
    layout TEXT,
    rung INTEGER,
    evidence BIGINT[] NOT NULL,
    evidence_at INTEGER[] NOT NULL,
    evidence_own BOOLEAN[] NOT NULL,
    passages INTEGER NOT NULL,
    leaks_dropped INTEGER NOT NULL,
    seed BIGINT NOT NULL
);

INSERT INTO raw.prompts
SELECT
    id, question, condition, length, tokens, depth, measured_depth, placement, template,
    NULL, NULL, 'warm', '', NULL, NULL, NULL, [], [], [],
    len(chunk_documents), leaks_dropped, seed
FROM raw.old_prompts;
DROP TABLE raw.old_prompts;

ALTER TABLE raw.unbuilt ADD COLUMN greatest INTEGER;
ALTER TABLE raw.unbuilt ADD COLUMN placement TEXT;
ALTER TABLE raw.unbuilt ADD COLUMN distractors TEXT;
