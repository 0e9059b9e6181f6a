"""Answers that came from elsewhere: files in, verdicts, metrics and agreement out."""
