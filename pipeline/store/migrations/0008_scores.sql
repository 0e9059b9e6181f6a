-- Judges beside rules, partial credit, citations, published metrics, people's labels.
ALTER TABLE raw.scores ADD COLUMN kind TEXT DEFAULT 'rule';
ALTER TABLE raw.scores ADD COLUMN credit DOUBLE;

CREATE TABLE raw.citations (
    call TEXT NOT NULL,
    gold TEXT NOT NULL,
    cited INTEGER NOT NULL,
    known INTEGER NOT NULL,
    on_evidence INTEGER NOT NULL,
    evidence INTEGER NOT NULL,
    evidence_cited INTEGER NOT NULL,
    numbering TEXT,
    quotes INTEGER NOT NULL,
    quotes_found INTEGER NOT NULL,
    PRIMARY KEY (call, gold)
);

CREATE TABLE raw.metrics (
    call TEXT NOT NULL,
    gold TEXT NOT NULL,
    metric TEXT NOT NULL,
    value DOUBLE,
    reason TEXT,
    PRIMARY KEY (call, gold, metric)
);

-- What a judge was asked, and about which answer; the call of `asked` is in raw.calls.
CREATE TABLE raw.judgements (
    call TEXT NOT NULL,
    gold TEXT NOT NULL,
    judge TEXT NOT NULL,
    prompt TEXT NOT NULL,
    swapped BOOLEAN NOT NULL,
    asked TEXT NOT NULL,
    verdict TEXT,
    reason TEXT,
    PRIMARY KEY (call, gold, judge, prompt)
);

CREATE TABLE raw.labels (
    call TEXT NOT NULL,
    gold TEXT NOT NULL,
    rater TEXT NOT NULL,
    verdict TEXT NOT NULL,
    PRIMARY KEY (call, gold, rater)
);
