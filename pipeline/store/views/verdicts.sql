-- Calls with their verdict, question and gold document: what the report is made of.
-- The gold document is the unit of inference; a question without one is its own, and a
-- twin counts with the question that it repeats.
-- The rule that spoke last counts, and where it leaves an answer open, the judges do
-- that were asked last, unless not one of them had an opinion.
CREATE OR REPLACE VIEW verdicts AS
SELECT
    call.*,
    question.answer_type,
    question.text AS question_text,
    question.answers,
    coalesce(located.document, 'question ' || call.question) AS cluster,
    score.scorer,
    score.verdict,
    score.reason,
    score.given,
    score.kind AS scorer_kind,
    score.credit,
    score.cited
FROM calls AS call
JOIN raw.runs AS run ON run.name = call.run
JOIN raw.questions AS question
    ON question.collection = run.collection AND question.id = call.question
LEFT JOIN (
    FROM raw.located
    WHERE role = 'evidence'
    QUALIFY
        row_number() OVER (PARTITION BY corpus, collection, question ORDER BY evidence) = 1
) AS located
    ON located.corpus = run.corpus
    AND located.collection = run.collection
    AND located.question = if(
        question.answer_type = 'unanswerable',
        coalesce(question.twin_of, question.id),
        question.id
    )
LEFT JOIN (
    FROM (
        FROM raw.scores
        QUALIFY
            row_number() OVER (
                PARTITION BY call, gold, kind
                ORDER BY void, given_as DESC
            ) = 1
    )
    QUALIFY row_number() OVER (
        PARTITION BY call, gold
        ORDER BY
            verdict = 'unscored',
            kind = 'judge'
    ) = 1
) AS score
    ON score.call = call.id
    AND score.gold = question.gold
    AND call.outcome = 'answered';
