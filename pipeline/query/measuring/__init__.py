"""HTTP/1.1 with a stamp on every step: what `transport.py` mounts under httpx."""
