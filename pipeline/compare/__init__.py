"""Runs beside each other: compared, held to a policy, and told as a history."""
