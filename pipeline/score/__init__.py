"""Answers become verdicts: typed and deterministic, and never asking a model again."""
