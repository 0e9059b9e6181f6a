-- How many rows score_answers.sql has, and of which models.
SELECT
    count(*) AS answers,
    coalesce(list(DISTINCT asked.model ORDER BY asked.model), []) AS models
FROM (
    SELECT DISTINCT planned.call, planned.model, prompt.question, prompt.condition
    FROM raw.planned AS planned
    JOIN raw.prompts AS prompt ON prompt.id = planned.prompt
    WHERE planned.run = $run AND planned.unsent IS NULL
) AS asked
JOIN raw.calls AS call ON call.id = asked.call
WHERE call.outcome = 'answered';
