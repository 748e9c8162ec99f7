"""Prospector: fewer and better leads, from the keyboard. Nothing is imported here: every start pays for it."""

__version__ = "0.1.0"
