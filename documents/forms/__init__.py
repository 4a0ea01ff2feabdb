"""What people type in documents."""
