"""What a reply says: its answer, its claims, or that it has none."""
