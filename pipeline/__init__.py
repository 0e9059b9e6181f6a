"""Ask models about your own documents, and learn how far to trust the answers."""

__version__ = "0.1.0"
