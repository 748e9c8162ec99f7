"""Touches, next steps, today."""
