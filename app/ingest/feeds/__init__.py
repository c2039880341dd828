"""Feeds: what `sources.toml` lists, asked politely for what is new."""
