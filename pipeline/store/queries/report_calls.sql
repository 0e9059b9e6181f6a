-- Every call of a run with its verdict, as a Parquet file.
COPY (
    SELECT * EXCLUDE (run)
    FROM verdicts
    WHERE run = $run
    ORDER BY position, id
) TO $target (FORMAT parquet, COMPRESSION zstd);
