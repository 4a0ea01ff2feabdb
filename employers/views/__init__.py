"""Pages about employers, their people and the partners."""
