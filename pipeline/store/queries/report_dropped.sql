-- What was asked for and not sent, since the model refuses it.
SELECT model, list(DISTINCT parameter ORDER BY parameter) AS parameters
FROM (
    SELECT judged.model, unnest(request.dropped) AS parameter
    FROM report_judged AS judged
    JOIN raw.calls AS call ON call.id = judged.id
    JOIN raw.requests AS request ON request.id = call.request
    WHERE judged.sent
)
GROUP BY model
ORDER BY model;
