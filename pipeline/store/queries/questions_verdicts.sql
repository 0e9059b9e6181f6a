-- How often each question was answered right and wrong by each model, by condition.
SELECT
    model,
    question,
    condition,
    count_if(verdict = 'correct') AS "right",
    count_if(verdict IN ('incorrect', 'abstained')) AS wrong
FROM verdicts
WHERE run = $run
GROUP BY model, question, condition
ORDER BY model, question, condition;
