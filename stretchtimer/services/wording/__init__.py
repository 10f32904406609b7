"""Words for all that a person reads, whether in the window or in the terminal."""
