"""What is measured of docqa: scripts in, one small table each out. See README.md."""
