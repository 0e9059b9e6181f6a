-- Right and wrong answers in context by what they cite, for each model of a run.
-- A page is right when it is evidence: one such page makes the citing right. Precision
-- and recall are of one answer each, so an answer that cites much weighs no more than
-- one that cites little: divide the sums by `citing` and by `answers`.
-- Decimals add up to the same in any order.
SELECT
    judged.model,
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
    coalesce(sum((on_evidence / nullif(citations.cited, 0))::DECIMAL(18, 12)), 0)::DOUBLE
        AS precision_sum,
    sum((evidence_cited / nullif(citations.evidence, 0))::DECIMAL(18, 12))::DOUBLE AS recall_sum,
    sum(citations.cited)::BIGINT AS cited,
    sum(known)::BIGINT AS known,
    count(*) FILTER (numbering IN ('printed', 'mixed')) AS printed,
    sum(quotes)::BIGINT AS quotes,
    sum(quotes_found)::BIGINT AS quotes_found
FROM report_judged AS judged
JOIN raw.runs AS run ON run.name = $run
JOIN raw.questions AS question
    ON question.collection = run.collection AND question.id = judged.question
JOIN citations ON citations.call = judged.id AND citations.gold = question.gold
WHERE judged.condition = 'context'
    AND verdict IN ('correct', 'incorrect')
GROUP BY judged.model
ORDER BY judged.model;
