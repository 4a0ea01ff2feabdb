"""What is written, signed and kept."""
