"""Judges: models that are asked about the answers that no rule can judge."""
