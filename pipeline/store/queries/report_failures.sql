-- Why calls ended without an answer, for each model.
SELECT
    model,
    condition,
    outcome,
    CASE
        WHEN outcome = 'over_window' AND NOT sent THEN 'not sent'
        WHEN outcome = 'over_window' THEN coalesce(error, 'said by the provider')
        WHEN outcome = 'failed' THEN error
        ELSE coalesce(error, finish_reason)
    END AS kind,
    count(*) AS calls
FROM report_judged
WHERE outcome IN ('failed', 'truncated', 'refused', 'filtered', 'over_window')
GROUP BY ALL
ORDER BY ALL;
