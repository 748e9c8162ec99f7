"""Openings from the job boards that a company links as its own; see `jobs`."""

from enrichers.jobs.jobs import Jobs

__all__ = ["Jobs"]
