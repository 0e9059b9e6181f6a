"""The one door to DuckDB: records in, records out, all SQL in `.sql` files."""

from pipeline.store.database import Store

__all__ = ["Store"]
