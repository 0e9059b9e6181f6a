-- What was asked for and not sent, since the model refuses it.
SELECT model, list(DISTINCT parameter ORDER BY parameter) AS parameters
FROM (
    SELECT model, unnest(dropped) AS parameter FROM calls WHERE run = $run AND sent
)
GROUP BY model
ORDER BY model;
