"""Which call goes next, when, and whether the money suffices."""
