"""Pages about documents: translate only."""
