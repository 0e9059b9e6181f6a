-- Questions of other shapes, facts planted into passages, and what checks found.
-- By UPDATE, not by ALTER ... USING: a log that holds an expression cannot be replayed.
ALTER TABLE raw.questions ADD COLUMN labelled
    STRUCT(document TEXT, page INTEGER, label TEXT, quote TEXT)[];
UPDATE raw.questions
SET labelled = list_transform(
    evidence,
    lambda item: {
        'document': item.document,
        'page': item.page,
        'label': NULL::TEXT,
        'quote': item.quote
    }
);
ALTER TABLE raw.questions DROP COLUMN evidence;
ALTER TABLE raw.questions RENAME COLUMN labelled TO evidence;
ALTER TABLE raw.questions ADD COLUMN category TEXT;
ALTER TABLE raw.questions ADD COLUMN twin_of TEXT;
ALTER TABLE raw.questions ADD COLUMN note TEXT;
ALTER TABLE raw.questions ADD COLUMN plants STRUCT(
    document TEXT, page INTEGER, ordinal INTEGER, host TEXT, side TEXT, text TEXT,
    role TEXT
)[] DEFAULT [];

-- `line` counts lines or rows; `place` is where in it, such as data[0].paragraphs[2].
ALTER TABLE raw.rejected ADD COLUMN place TEXT;

ALTER TABLE raw.located ADD COLUMN role TEXT DEFAULT 'evidence';
ALTER TABLE raw.located ADD COLUMN match DOUBLE;
ALTER TABLE raw.located ADD COLUMN planted BIGINT;

-- A passage with a fact planted into it. Its number is drawn from those of the chunks,
-- so a prompt refers to either by number alone; no row is ever changed or removed.
CREATE TABLE raw.planted (
    number BIGINT PRIMARY KEY DEFAULT nextval('raw.chunk_numbers'),
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    page INTEGER NOT NULL,
    text TEXT NOT NULL,
    tokens INTEGER NOT NULL
);

CREATE TABLE raw.flags (
    corpus TEXT NOT NULL,
    collection TEXT NOT NULL,
    question TEXT NOT NULL,
    flag TEXT NOT NULL,
    model TEXT NOT NULL,
    value DOUBLE,
    detail TEXT NOT NULL
);
