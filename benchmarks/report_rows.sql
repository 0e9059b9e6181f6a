-- A run of as many calls as the variables say, every design cell asked, as the stages
-- before the report would have stored them. `hash` is the dice: the same rows each time.
CREATE TEMP MACRO chance(salt, thing) AS hash(salt || thing)::DOUBLE / 18446744073709551615;

INSERT INTO raw.runs VALUES (
    'speed', 'filings', 'asked.jsonl',
    '{"corpus": "filings", "report": {"working": [8000, 32000], "wait_s": 20}}'
);

INSERT INTO raw.sources (corpus, path, sha256, bytes, status, document)
SELECT 'filings', 'd' || n || '.pdf', md5('sha' || n) || md5(n::TEXT), 1000, 'read', md5('d' || n)
FROM range(getvariable('documents')) AS t (n);

INSERT INTO raw.documents (id, sha256, format, reader, pages, tokens)
SELECT md5('d' || n), md5('d' || n), 'pdf', 'pdf@1', 10, 90000
FROM range(getvariable('documents')) AS t (n);

INSERT INTO raw.pages (document, number, label, engine)
SELECT md5('d' || n), page, page::TEXT, 'text'
FROM range(getvariable('documents')) AS t (n), range(1, 11) AS p (page);

-- One of twenty has no answer; the others are of four types.
INSERT INTO raw.questions (
    id, collection, gold, text, answers, answer_type, type_inferred, choices, evidence
)
SELECT
    printf('q%04d', n), 'asked.jsonl', md5('gold' || n),
    'What did the company of filing ' || n || ' earn in the year that is named?',
    CASE WHEN n % 20 = 0 THEN [] WHEN n % 4 = 1 THEN ['yes'] ELSE [n || ' million'] END,
    CASE
        WHEN n % 20 = 0 THEN 'unanswerable'
        ELSE ['number', 'boolean', 'text', 'date'][n % 4 + 1]
    END,
    FALSE, [], []
FROM range(getvariable('questions')) AS t (n);

INSERT INTO raw.located (
    corpus, collection, question, evidence, document, page, first_chunk, last_chunk, how
)
SELECT
    'filings', 'asked.jsonl', printf('q%04d', n), 0,
    md5('d' || n % getvariable('documents')), n % 10 + 1, 0, 0, 'quote'
FROM range(getvariable('questions')) AS t (n)
WHERE n % 20 <> 0;

INSERT INTO raw.templates VALUES (md5('template'), 'Read {documents}, answer {question}');

-- Each repeat of a cold run has a prompt of its own.
INSERT INTO raw.prompts (
    id, question, condition, length, tokens, depth, measured_depth, placement, template,
    distractors, arrangement, cache, prefix, repeat, evidence, evidence_at, evidence_own,
    passages, leaks_dropped, seed
)
SELECT
    md5(concat_ws('-', n, condition, length, depth, repeat)), printf('q%04d', n),
    condition, length, coalesce(length, 400) - 3, depth, depth, 'after', md5('template'),
    CASE WHEN length IS NOT NULL THEN 'random' END,
    CASE WHEN length IS NOT NULL THEN 'together' END,
    'cold', 'Request ' || n, repeat, [], [], [], 1, 0, 2026
FROM range(getvariable('questions')) AS t (n), range(getvariable('repeats')) AS r (repeat), (
    SELECT 'context' AS condition, 4000 * 2 ** rung AS length, depth
    FROM
        range(getvariable('lengths')) AS l (rung),
        (SELECT unnest([0.1, 0.3, 0.5, 0.7, 0.9]) AS depth)
    UNION ALL
    SELECT unnest(['closed-book', 'gold-only']), NULL, NULL
);

INSERT INTO raw.planned (
    run, call, prompt, model, endpoint, repeat, position, unsent
)
SELECT
    'speed', md5(prompt.id || m), prompt.id, printf('service-%d/model-%02d', m % 4, m),
    'https://api.example.com', prompt.repeat,
    row_number() OVER (ORDER BY hash(prompt.id || m)),
    CASE WHEN prompt.length > 256000 AND m % 5 = 0 THEN 'over_window' END
FROM raw.prompts AS prompt, range(getvariable('models')) AS t (m);

-- Of a hundred calls two fail and one is cut off; times and misses grow with length.
CREATE TEMP TABLE asked AS
SELECT
    planned.call, planned.position, planned.model, question.gold, question.answer_type,
    prompt.length, prompt.tokens,
    right(planned.model, 2)::INTEGER AS skill,
    CASE
        WHEN chance('ended', planned.call) < 0.02 THEN 'failed'
        WHEN chance('ended', planned.call) < 0.03 THEN 'truncated'
        ELSE 'answered'
    END AS outcome,
    0.5 + coalesce(prompt.length, 400) / 20000 * exp(2 * chance('time', planned.call) - 1)
        AS seconds,
    0.5 * chance('easy', prompt.question) + 0.5 * chance('right', planned.call)
        > 0.2 + 0.01 * skill + 0.02 * log2(coalesce(prompt.length, 400) / 400)
        AS correct
FROM raw.planned AS planned
JOIN raw.prompts AS prompt ON prompt.id = planned.prompt
JOIN raw.questions AS question ON question.id = prompt.question
WHERE planned.unsent IS NULL;

INSERT INTO raw.calls (
    id, outcome, error, message, answer, usage, finish_reason, served_model, cost_usd,
    price_source, attempts, first_token_s, first_answer_s, answer_s, felt_s, censored_s,
    disturbed
)
SELECT
    call, outcome,
    CASE WHEN outcome = 'failed' THEN if(position % 2 = 0, 'timeout', 'connect') END,
    NULL,
    CASE WHEN outcome = 'answered'
        THEN '{"answer": "' || position % 1000 || ' million", "status": "answered"}' END,
    {
        'prompt_tokens': tokens, 'cached_tokens': 0, 'completion_tokens': 60,
        'reasoning_tokens': NULL, 'cache_write_tokens': NULL
    },
    'stop', model, tokens * (skill + 1) / 1e7, 'list', 1,
    CASE WHEN outcome = 'answered' THEN seconds * 0.4 END,
    CASE WHEN outcome = 'answered' THEN seconds * 0.5 END,
    CASE WHEN outcome = 'answered' THEN seconds END,
    CASE WHEN outcome = 'answered' THEN seconds END,
    CASE WHEN outcome = 'failed' AND position % 2 = 0 THEN 120 END,
    FALSE
FROM asked;

INSERT INTO raw.attempts (
    call, number, started_at, queue_wait_s, retry_wait_s, total_s, clock
)
SELECT call, 1, '2026-11-20T10:00:00.000+00:00', 0, 0, seconds, 'kernel'
FROM asked;

INSERT INTO raw.scores (call, gold, scorer, verdict, reason, given, wanted, cited)
SELECT
    call, gold, answer_type || '@1',
    CASE
        WHEN correct THEN 'correct'
        WHEN position % 4 = 0 THEN 'abstained'
        ELSE 'incorrect'
    END,
    'as it was asked', position % 1000 || ' million', 'so many million',
    ['d' || position % getvariable('documents') || '.pdf p.3']
FROM asked
WHERE outcome = 'answered';

INSERT INTO raw.citations (
    call, gold, cited, known, on_evidence, evidence, evidence_cited, numbering, quotes,
    quotes_found
)
SELECT
    call, gold, 1, 1, (position % 3 > 0)::INTEGER, 1, (position % 3 > 0)::INTEGER,
    'physical', 0, 0
FROM asked
WHERE outcome = 'answered' AND answer_type <> 'unanswerable';
