"""Which figures a reply claims as its answer, and which dates a gold states."""
