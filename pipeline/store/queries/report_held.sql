-- Every answer of the workspace in one number, by which report_answers.sql knows it again.
SELECT hash(call.id, call.answer, call.answer_s, call.felt_s) AS answer
FROM raw.calls AS call
WHERE call.outcome = 'answered';
