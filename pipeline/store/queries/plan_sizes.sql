-- How many questions with an answer a run asks in its contexts of each document, most
-- first.
SELECT count(DISTINCT question) AS questions
FROM verdicts
WHERE
    run = $run
    AND condition = 'context'
    AND outcome IS DISTINCT FROM 'over_window'
    AND answer_type <> 'unanswerable'
GROUP BY cluster
ORDER BY questions DESC;
