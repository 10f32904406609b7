"""The log of what was held: its file, its rows, and how both change over the years."""
