"""What the commands do, step by step; `bench` does all of them."""
