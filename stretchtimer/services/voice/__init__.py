"""Speech: the clips for what is said, and how words of one's own become clips."""
