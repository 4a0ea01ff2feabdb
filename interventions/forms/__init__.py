"""What people type about help on the way back to work."""
