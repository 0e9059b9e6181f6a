"""What comes back: text, usage and times of a stream, and what a refusal means."""
