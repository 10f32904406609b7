"""A routine while it is edited: its states, what can be done to it, and how it is kept."""
