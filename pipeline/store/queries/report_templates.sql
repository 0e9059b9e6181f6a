-- The templates that the prompts of a run were filled into.
SELECT template.id, template.text
FROM raw.templates AS template
WHERE template.id IN (
    SELECT prompt.template
    FROM raw.prompts AS prompt
    JOIN raw.planned AS planned ON planned.prompt = prompt.id
    WHERE planned.run = $run
)
ORDER BY template.id;
