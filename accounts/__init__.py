"""Who you are, what you may see, and what you did."""
