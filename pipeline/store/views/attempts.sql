-- One row per HTTP request made; times in seconds from its own start.
CREATE OR REPLACE VIEW attempts AS
SELECT
    call, number, started_at, status, error, message, queue_wait_s, retry_wait_s,
    connect_s, upload_s, first_byte_s, first_event_s, first_token_s, first_answer_s,
    answer_s, total_s, gaps, gap_p50_s, gap_p95_s, gap_p99_s, gap_max_s, comments,
    first_comment_s, last_comment_s, clock, in_flight, loop_lag_s
FROM raw.attempts;
