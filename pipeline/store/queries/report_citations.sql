-- Right and wrong answers in context by what they cite, for each model of a run.
-- A page is right when it is evidence: one such page makes the citing right. Precision
-- and recall are of one answer each, so an answer that cites much weighs no more than
-- one that cites little: divide the sums by `citing` and by `answers`.
SELECT
    verdicts.model,
    count(*) AS answers,
    count(*) FILTER (citations.cited > 0) AS citing,
    count(*) FILTER (verdict = 'correct' AND on_evidence > 0) AS right_on_evidence,
    count(*) FILTER (verdict = 'correct' AND citations.cited > 0 AND on_evidence = 0)
        AS right_elsewhere,
    count(*) FILTER (verdict = 'correct' AND citations.cited = 0) AS right_uncited,
    count(*) FILTER (verdict = 'incorrect' AND on_evidence > 0) AS wrong_on_evidence,
    count(*) FILTER (verdict = 'incorrect' AND citations.cited > 0 AND on_evidence = 0)
        AS wrong_elsewhere,
    count(*) FILTER (verdict = 'incorrect' AND citations.cited = 0) AS wrong_uncited,
    coalesce(sum(on_evidence / citations.cited) FILTER (citations.cited > 0), 0)
        AS precision_sum,
    sum(evidence_cited / citations.evidence) AS recall_sum,
    sum(citations.cited)::BIGINT AS cited,
    sum(known)::BIGINT AS known,
    count(*) FILTER (numbering IN ('printed', 'mixed')) AS printed,
    sum(quotes)::BIGINT AS quotes,
    sum(quotes_found)::BIGINT AS quotes_found
FROM verdicts
JOIN raw.runs AS run ON run.name = verdicts.run
JOIN raw.questions AS question
    ON question.collection = run.collection AND question.id = verdicts.question
JOIN citations ON citations.call = verdicts.id AND citations.gold = question.gold
WHERE verdicts.run = $run
    AND verdicts.condition = 'context'
    AND verdict IN ('correct', 'incorrect')
GROUP BY verdicts.model
ORDER BY verdicts.model;
