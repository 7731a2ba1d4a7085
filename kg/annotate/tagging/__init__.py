"""Characters → spans of names: what the tagger sees of a text, its models, and the analysers whose words it uses."""
