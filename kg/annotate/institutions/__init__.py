"""Institutions: where their names begin and end, which of them act, and those that only their surroundings tell."""
