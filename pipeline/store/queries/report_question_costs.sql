-- What the calls of each model about each question cost at each length, and how many of
-- them were right. They are the calls that accuracy is of, as far as their cost is known:
-- sent, in context, of an answerable question that is not left to a reader (as in
-- report_judged.sql), and not left open. Decimals add up to the same in any order.
SELECT
    model,
    question,
    any_value(cluster) AS cluster,
    length,
    count(*) AS calls,
    sum(cost_usd::DECIMAL(18, 12))::DOUBLE AS cost_usd,
    count(*) FILTER (verdict = 'correct') AS correct
FROM report_judged
WHERE condition = 'context'
    AND sent
    AND outcome <> 'over_window'
    AND cost_usd IS NOT NULL
    AND answer_type <> 'unanswerable'
    AND NOT needs_reader
    AND (outcome <> 'answered' OR coalesce(verdict, 'unscored') <> 'unscored')
GROUP BY model, question, length
ORDER BY model, question, length;
