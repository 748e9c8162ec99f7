"""Research: who says what about an account, where exactly, and when it was read."""
