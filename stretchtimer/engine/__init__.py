"""The pure core: routines, plans, cues and the session machine. Integers in milliseconds throughout."""
