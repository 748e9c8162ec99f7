"""One self-contained file or folder per public source; see `prospector.research.protocol`."""
