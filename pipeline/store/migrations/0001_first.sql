-- Tables live in `raw` and may change; the views in `main` are what others query.
CREATE TABLE raw.sources (
    corpus TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT,
    bytes BIGINT,
    modified_ns BIGINT,
    status TEXT NOT NULL,
    reason TEXT,
    document TEXT,
    PRIMARY KEY (corpus, path)
);

CREATE TABLE raw.documents (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    reader TEXT NOT NULL,
    pages INTEGER NOT NULL,
    tokens BIGINT NOT NULL
);

-- No keys on pages and chunks: they are written once, in their document's transaction.
CREATE TABLE raw.pages (
    document TEXT NOT NULL,
    number INTEGER NOT NULL,
    label TEXT NOT NULL,
    engine TEXT NOT NULL
);

CREATE TABLE raw.chunks (
    document TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    page INTEGER NOT NULL,
    text TEXT NOT NULL,
    tokens INTEGER NOT NULL
);

CREATE TABLE raw.questions (
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    gold TEXT NOT NULL,
    text TEXT NOT NULL,
    answers TEXT[] NOT NULL,
    answer_type TEXT NOT NULL,
    type_inferred BOOLEAN NOT NULL,
    choices TEXT[] NOT NULL,
    unit TEXT,
    evidence STRUCT(document TEXT, page INTEGER, quote TEXT)[] NOT NULL,
    PRIMARY KEY (collection, id)
);

-- Rows of a question file that could not be used.
CREATE TABLE raw.rejected (
    collection TEXT NOT NULL,
    line INTEGER NOT NULL,
    reason TEXT NOT NULL
);

CREATE TABLE raw.located (
    corpus TEXT NOT NULL,
    collection TEXT NOT NULL,
    question TEXT NOT NULL,
    evidence INTEGER NOT NULL,
    document TEXT NOT NULL,
    page INTEGER NOT NULL,
    first_chunk INTEGER NOT NULL,
    last_chunk INTEGER NOT NULL,
    how TEXT NOT NULL
);

CREATE TABLE raw.unlocated (
    corpus TEXT NOT NULL,
    collection TEXT NOT NULL,
    question TEXT NOT NULL,
    reason TEXT NOT NULL
);

CREATE TABLE raw.templates (
    id TEXT PRIMARY KEY,
    text TEXT NOT NULL
);

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
    chunk_documents TEXT[] NOT NULL,
    chunk_ordinals INTEGER[] NOT NULL,
    chunk_ends INTEGER[] NOT NULL,
    gold_first INTEGER,
    gold_last INTEGER,
    leaks_dropped INTEGER NOT NULL,
    seed BIGINT NOT NULL
);

CREATE TABLE raw.runs (
    name TEXT PRIMARY KEY,
    corpus TEXT NOT NULL,
    collection TEXT NOT NULL,
    settings TEXT NOT NULL
);

CREATE TABLE raw.unbuilt (
    run TEXT NOT NULL,
    question TEXT NOT NULL,
    condition TEXT NOT NULL,
    length INTEGER,
    depth DOUBLE,
    reason TEXT NOT NULL
);

CREATE TABLE raw.planned (
    run TEXT NOT NULL,
    call TEXT NOT NULL,
    prompt TEXT NOT NULL,
    model TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    repeat INTEGER NOT NULL,
    position INTEGER NOT NULL,
    unsent TEXT
);

CREATE TABLE raw.calls (
    id TEXT PRIMARY KEY,
    outcome TEXT NOT NULL,
    error TEXT,
    message TEXT,
    answer TEXT,
    reasoning TEXT,
    usage STRUCT(
        prompt_tokens BIGINT,
        cached_tokens BIGINT,
        completion_tokens BIGINT,
        reasoning_tokens BIGINT
    ) NOT NULL,
    finish_reason TEXT,
    served_model TEXT,
    attempts INTEGER NOT NULL,
    first_token_s DOUBLE,
    first_answer_s DOUBLE,
    answer_s DOUBLE,
    felt_s DOUBLE,
    censored_s DOUBLE,
    disturbed BOOLEAN NOT NULL
);

CREATE TABLE raw.attempts (
    call TEXT NOT NULL,
    number INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    status INTEGER,
    error TEXT,
    message TEXT,
    queue_wait_s DOUBLE NOT NULL,
    retry_wait_s DOUBLE NOT NULL,
    connect_s DOUBLE,
    first_byte_s DOUBLE,
    first_token_s DOUBLE,
    first_answer_s DOUBLE,
    answer_s DOUBLE,
    total_s DOUBLE NOT NULL,
    gaps INTEGER,
    gap_p50_s DOUBLE,
    gap_max_s DOUBLE,
    loop_lag_s DOUBLE
);

-- Several rules may have judged one call; the verdict given last is the one that counts.
CREATE SEQUENCE raw.verdict_order;

CREATE TABLE raw.scores (
    given_as BIGINT NOT NULL DEFAULT nextval('raw.verdict_order'),
    call TEXT NOT NULL,
    gold TEXT NOT NULL,
    scorer TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    given TEXT,
    wanted TEXT,
    cited TEXT[] NOT NULL,
    PRIMARY KEY (call, gold, scorer)
);
