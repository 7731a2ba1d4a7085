"""Titles and the units that they hold: passed over by the tagger, cut short, or read as one with what is beside."""
