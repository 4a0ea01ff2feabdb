"""Passing on a change of a file, and trying what it would do."""
