"""Who helps the employee back to work."""
