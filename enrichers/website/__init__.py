"""Read a company's own website: a handful of its pages, and what they say about the company itself."""

from enrichers.website.website import Website

__all__ = ["Website"]
