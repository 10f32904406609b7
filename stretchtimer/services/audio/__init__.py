"""Sound: which cue is played when, and by which output."""
