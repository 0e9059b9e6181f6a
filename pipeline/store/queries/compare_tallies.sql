-- How the calls of each question in each place ended for one model of a run, named `arm`,
-- and what each was asked with and judged by: only what is the same can be compared.
SELECT
    $arm AS model,
    judged.condition,
    judged.length,
    judged.depth,
    judged.question,
    judged.placement,
    judged.distractors,
    any_value(judged.cluster) AS cluster,
    any_value(judged.answer_type) AS answer_type,
    bool_or(judged.needs_reader) AS needs_reader,
    count(*) AS planned,
    count(*) FILTER (judged.outcome IS NULL) AS pending,
    count(*) FILTER (judged.outcome = 'over_window') AS over_window,
    count(*) FILTER (judged.outcome = 'failed') AS failed,
    count(*) FILTER (judged.outcome = 'truncated') AS truncated,
    count(*) FILTER (judged.outcome = 'refused') AS refused,
    count(*) FILTER (judged.outcome = 'filtered') AS filtered,
    count(*) FILTER (judged.verdict = 'correct') AS correct,
    count(*) FILTER (judged.verdict = 'incorrect') AS incorrect,
    count(*) FILTER (judged.verdict = 'abstained') AS abstained,
    count(*) FILTER (judged.verdict = 'refused') AS declined,
    count(*) FILTER (judged.verdict = 'malformed') AS malformed,
    count(*) FILTER (
        judged.outcome = 'answered' AND coalesce(judged.verdict, 'unscored') = 'unscored'
    ) AS unscored,
    min(judged.position) AS position,
    any_value(question.gold) AS gold,
    any_value(md5(concat_ws(chr(0), question.text, question.choices::TEXT, question.unit)))
        AS wording,
    list(DISTINCT judged.prompt ORDER BY judged.prompt) AS prompts,
    list(DISTINCT judged.id ORDER BY judged.id) AS calls,
    any_value(prompt.template) AS template,
    any_value(prompt.seed) AS seed,
    any_value(prompt.cache) AS cache,
    any_value(prompt.arrangement) AS arrangement,
    coalesce(list(DISTINCT judged.scorer ORDER BY judged.scorer)
        FILTER (judged.scorer_kind = 'rule'), []) AS rules,
    coalesce(list(DISTINCT judged.scorer ORDER BY judged.scorer)
        FILTER (judged.scorer_kind = 'judge'), []) AS judges
FROM compare_judged AS judged
JOIN raw.prompts AS prompt ON prompt.id = judged.prompt
JOIN raw.runs AS run ON run.name = judged.run
JOIN raw.questions AS question
    ON question.collection = run.collection AND question.id = judged.question
WHERE judged.run = $run AND judged.model = $model
GROUP BY
    judged.condition, judged.length, judged.depth, judged.question, judged.placement,
    judged.distractors
ORDER BY
    judged.condition, judged.length, judged.depth, judged.question, judged.placement,
    judged.distractors;
