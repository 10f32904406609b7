"""The routines of a person as files: cards of all of them, and what is done with each."""
