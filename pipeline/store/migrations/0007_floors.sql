-- How far this machine's clock was from the truth, each time it was looked at.
CREATE TABLE raw.floors (
    measured_at TEXT NOT NULL,
    streams INTEGER NOT NULL,
    median_s DOUBLE NOT NULL,
    p99_s DOUBLE NOT NULL
);
