-- One row per thing that a check found about a question.
CREATE OR REPLACE VIEW question_flags AS
SELECT corpus, collection, question, flag, model, value, detail
FROM raw.flags;
