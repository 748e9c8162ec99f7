"""What Wikidata says about a company, where its item is shown to be about that company."""

from enrichers.wikidata.wikidata import Wikidata

__all__ = ["Wikidata"]
