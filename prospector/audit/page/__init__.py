"""The audit as one self-contained page: HTML, style and inline SVG, no script, nothing fetched from anywhere."""
