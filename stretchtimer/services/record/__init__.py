"""The record: what is made of what was done, for Home, Done and the Record page."""
