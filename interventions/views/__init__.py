"""Pages about help on the way back to work."""
