-- One row per exact text; `prompt_passages` says what stands in it.
CREATE OR REPLACE VIEW prompts AS
SELECT
    id, question, condition, length, tokens, depth, measured_depth, placement,
    template, distractors, arrangement, cache, prefix, repeat, layout, rung, passages,
    leaks_dropped, seed
FROM raw.prompts;
