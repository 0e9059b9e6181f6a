-- Every count of a prompt that is known, beside its reference tokens.
SELECT count.endpoint, count.model, count.prompt, count.tokens, prompt.tokens AS reference
FROM raw.counts AS count
JOIN raw.prompts AS prompt ON prompt.id = count.prompt
ORDER BY count.endpoint, count.model, reference, count.prompt;
