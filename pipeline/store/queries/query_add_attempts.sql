INSERT INTO raw.attempts (
    call, number, started_at, status, error, message, queue_wait_s, retry_wait_s,
    connect_s, first_byte_s, first_token_s, first_answer_s, answer_s, total_s, gaps,
    gap_p50_s, gap_max_s, loop_lag_s
)
SELECT
    unnest($call::TEXT[]),
    unnest($number::INTEGER[]),
    unnest($started_at::TEXT[]),
    unnest($status::INTEGER[]),
    unnest($error::TEXT[]),
    unnest($message::TEXT[]),
    unnest($queue_wait_s::DOUBLE[]),
    unnest($retry_wait_s::DOUBLE[]),
    unnest($connect_s::DOUBLE[]),
    unnest($first_byte_s::DOUBLE[]),
    unnest($first_token_s::DOUBLE[]),
    unnest($first_answer_s::DOUBLE[]),
    unnest($answer_s::DOUBLE[]),
    unnest($total_s::DOUBLE[]),
    unnest($gaps::INTEGER[]),
    unnest($gap_p50_s::DOUBLE[]),
    unnest($gap_max_s::DOUBLE[]),
    unnest($loop_lag_s::DOUBLE[]);
