"""Lists and options: what a reply names of them."""
