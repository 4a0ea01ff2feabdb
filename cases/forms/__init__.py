"""What people type about files."""
