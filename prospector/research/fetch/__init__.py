"""The only door to the web: nothing else knows the HTTP client."""
