"""What a run will come to, before anything is sent."""
