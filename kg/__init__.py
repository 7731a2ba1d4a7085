"""A knowledge graph of the Taiwan–Japan semiconductor partnership, read from press releases."""

__version__ = "0.1.0"
