-- One row per passage of each prompt, first to last: which chunk, what it is there, and
-- how many characters of it are shown where that is not all of them. `chunk_tokens` are
-- those of the whole chunk, without the heading that it has in a prompt. `planted` is
-- true where the chunk is shown with a planted fact beside its text.
CREATE OR REPLACE VIEW prompt_passages AS
WITH distractor AS (
    SELECT
        prompt.id AS prompt,
        row_number() OVER (PARTITION BY prompt.id ORDER BY shown.place) AS place,
        1 AS evidence_last,
        0 AS turn,
        shown.chunk,
        shown.chunk_end,
        shown.class
    FROM raw.prompts AS prompt
    JOIN raw.layouts AS layout ON layout.id = prompt.layout
    CROSS JOIN LATERAL (
        SELECT
            unnest(layout.chunks) AS chunk,
            unnest(layout.ends) AS chunk_end,
            unnest(layout.classes) AS class,
            unnest(layout.rungs) AS rung,
            generate_subscripts(layout.chunks, 1) AS place
    ) AS shown
    WHERE shown.rung <= prompt.rung
),
evidence AS (
    SELECT
        prompt.id AS prompt,
        shown.place,
        2 AS evidence_last,
        shown.turn,
        shown.chunk,
        NULL::INTEGER AS chunk_end,
        CASE WHEN shown.own THEN 'gold' ELSE 'other-gold' END AS class
    FROM raw.prompts AS prompt
    CROSS JOIN LATERAL (
        SELECT
            unnest(prompt.evidence) AS chunk,
            unnest(prompt.evidence_at) AS place,
            unnest(prompt.evidence_own) AS own,
            generate_subscripts(prompt.evidence, 1) AS turn
    ) AS shown
),
passage AS (
    FROM distractor
    UNION ALL
    FROM evidence
),
chunk AS (
    SELECT number, document, page, ordinal, tokens, FALSE AS planted
    FROM raw.chunks
    UNION ALL
    SELECT number, document, page, ordinal, tokens, TRUE AS planted
    FROM raw.planted
)
SELECT
    passage.prompt,
    row_number() OVER (
        PARTITION BY passage.prompt
        ORDER BY passage.place, passage.evidence_last, passage.turn
    ) AS position,
    chunk.document,
    chunk.page,
    chunk.ordinal,
    passage.class,
    passage.chunk_end,
    chunk.tokens AS chunk_tokens,
    chunk.planted
FROM passage
JOIN chunk ON chunk.number = passage.chunk;
