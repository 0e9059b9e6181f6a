-- The answered calls of a run, each once, with the question each is an answer to. In no
-- order: to sort them, all their texts would be in memory at once.
SELECT asked.call, asked.model, asked.question, asked.condition, call.answer
FROM (
    SELECT DISTINCT planned.call, planned.model, prompt.question, prompt.condition
    FROM raw.planned AS planned
    JOIN raw.prompts AS prompt ON prompt.id = planned.prompt
    WHERE planned.run = $run AND planned.unsent IS NULL
) AS asked
JOIN raw.calls AS call ON call.id = asked.call
WHERE call.outcome = 'answered';
