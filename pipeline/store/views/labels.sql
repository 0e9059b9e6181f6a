-- One row per person's verdict on an answer.
CREATE OR REPLACE VIEW labels AS
SELECT call, gold, rater, verdict
FROM raw.labels;
