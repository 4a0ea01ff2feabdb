"""What goes into a copy of everything about oneself, read through that person's own eyes."""
