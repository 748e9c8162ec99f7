"""What several sources need: JSON that may be anything, names and domains compared, the company's own pages."""
