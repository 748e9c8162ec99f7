"""The made-up selling firm, its companies and their little websites."""
