-- One row per question of each imported set.
CREATE OR REPLACE VIEW questions AS
SELECT
    collection, id, text, answers, answer_type, type_inferred, choices, unit, evidence,
    category, twin_of, note, coalesce(plants, []) AS plants
FROM raw.questions;
