-- One row per exact text; the text itself is the template filled with these chunks.
CREATE OR REPLACE VIEW prompts AS
SELECT
    id, question, condition, length, tokens, depth, measured_depth, placement,
    template, chunk_documents, chunk_ordinals, chunk_ends, gold_first, gold_last,
    leaks_dropped, seed
FROM raw.prompts;
