"""Screens: Textual only. Rules and queries live in `prospector`."""
