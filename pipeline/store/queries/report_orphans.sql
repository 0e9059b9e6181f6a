-- Planned calls whose question is no longer in the run's set.
SELECT count(*) AS calls
FROM raw.planned AS planned
JOIN raw.prompts AS prompt ON prompt.id = planned.prompt
WHERE planned.run = $run
    AND prompt.question NOT IN (
        SELECT question.id
        FROM raw.questions AS question
        JOIN raw.runs AS run USING (collection)
        WHERE run.name = $run
    );
