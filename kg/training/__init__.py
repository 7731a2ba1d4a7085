"""Training of the name tagger: public corpora and the project's own templates → model files."""
