"""Look into what was ingested: list files, search, read a page again, count."""
