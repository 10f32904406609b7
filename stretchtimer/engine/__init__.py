"""The pure core: routines, plans, cues, sessions. All times are ints in milliseconds."""
