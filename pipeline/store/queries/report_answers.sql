-- Every answer of a report's calls.parquet in one number. A time is measured, so the same
-- words to the same call from elsewhere are another answer.
SELECT hash(id, answer, answer_s, felt_s) AS answer
FROM given
WHERE outcome = 'answered';
