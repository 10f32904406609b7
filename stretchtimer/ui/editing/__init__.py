"""The Editor: a routine of one's own, changed in its fields, its order and its figure."""
