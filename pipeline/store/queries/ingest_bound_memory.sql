-- DuckDB keeps what was written in memory, up to four fifths of the machine's.
SET memory_limit = '256MB';
