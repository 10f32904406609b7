"""What is the person's own: settings, changes to routines, and what they have read."""
