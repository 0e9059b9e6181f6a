-- A few calls that did not end well (unscored is not wrong): of each kind the first in the run's own (seeded)
-- order, language models before baselines, the next from another; no question twice.
-- `cited` is what the answer names, in its words; `evidence` where the answer stands, with
-- what the document itself calls the page (a printed number, a heading) where that is
-- not its number.
-- Of the calls in report_judged.sql; texts are read of those chosen alone.
WITH losses AS (
    SELECT
        CASE outcome
            WHEN 'answered' THEN if(verdict = 'refused', 'declined', verdict)
            ELSE outcome
        END AS kind,
        id,
        model,
        condition,
        length,
        depth,
        question,
        outcome,
        verdict,
        scorer,
        position
    FROM report_judged
    WHERE condition = 'context'
        AND (
            outcome IN ('failed', 'truncated', 'refused', 'filtered')
            OR verdict IN ('incorrect', 'refused', 'malformed')
            OR (verdict = 'abstained' AND answer_type <> 'unanswerable')
        )
),
apart AS (
    SELECT *
    FROM losses
    QUALIFY row_number() OVER (
        PARTITION BY question ORDER BY starts_with(model, 'baseline/'), position, model
    ) = 1
),
ranked AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY kind, model ORDER BY position) AS turn
    FROM apart
),
placed AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY kind ORDER BY turn, starts_with(model, 'baseline/'), model
        ) AS place
    FROM ranked
),
chosen AS (
    SELECT
        *,
        coalesce(list_position(
            [
                'incorrect', 'abstained', 'declined', 'malformed', 'truncated', 'failed',
                'refused', 'filtered'
            ],
            kind
        ), 9) AS turn_of_kind
    FROM placed
    ORDER BY place, turn_of_kind
    LIMIT 5
),
page AS (
    SELECT DISTINCT
        located.question,
        source.path,
        located.page,
        concat(
            source.path, ' p.', located.page,
            CASE WHEN page.label NOT IN ('', located.page::TEXT)
                THEN ' (' || left(page.label, 60) || ')' END
        ) AS name
    FROM raw.runs AS run
    JOIN raw.located AS located USING (corpus, collection)
    JOIN (
        SELECT corpus, document, min(path) AS path
        FROM raw.sources
        GROUP BY corpus, document
    ) AS source USING (corpus, document)
    LEFT JOIN raw.pages AS page
        ON page.document = located.document AND page.number = located.page
    WHERE run.name = $run AND located.role = 'evidence'
)
SELECT
    chosen.kind,
    chosen.model,
    chosen.condition,
    chosen.length,
    chosen.depth,
    question.text AS question,
    question.answers AS wanted,
    CASE chosen.verdict
        WHEN 'abstained' THEN NULL
        ELSE left(coalesce(score.given, call.answer), 1000)
    END AS given,
    left(CASE chosen.outcome
        WHEN 'answered' THEN score.reason
        ELSE concat_ws(': ', call.error, call.message)
    END, 1000) AS reason,
    coalesce(score.cited, []) AS cited,
    coalesce(evidence.names, []) AS evidence
FROM chosen
JOIN raw.runs AS run ON run.name = $run
JOIN raw.questions AS question
    ON question.collection = run.collection AND question.id = chosen.question
JOIN raw.calls AS call ON call.id = chosen.id
LEFT JOIN raw.scores AS score
    ON score.call = chosen.id
    AND score.gold = question.gold
    AND score.scorer = chosen.scorer
LEFT JOIN (
    SELECT question, list(name ORDER BY path, page) AS names
    FROM page
    GROUP BY question
) AS evidence ON evidence.question = chosen.question
ORDER BY chosen.place, chosen.turn_of_kind;
