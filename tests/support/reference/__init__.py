"""Pages of `docs/` that are written from the code: settings and commands.

    .venv/bin/python -m tests.support.reference

writes them again, and `tests/test_documentation.py` fails where they are not so.
"""
