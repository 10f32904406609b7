"""What is laid over any page to be read."""
