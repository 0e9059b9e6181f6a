-- The seeds behind the prompts of a run.
SELECT DISTINCT prompt.seed
FROM raw.prompts AS prompt
JOIN raw.planned AS planned ON planned.prompt = prompt.id
WHERE planned.run = $run
ORDER BY prompt.seed;
