"""Persons: where their names begin and end, in sentences, rows and captions, and who is meant by a surname alone."""
