"""Verdicts, times and what was left out become a report a person can act on."""

from pipeline.report.stage import write_report

__all__ = ["write_report"]
