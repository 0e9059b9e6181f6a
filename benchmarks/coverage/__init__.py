"""What the intervals of a report really cover, on worlds whose truth is known."""
