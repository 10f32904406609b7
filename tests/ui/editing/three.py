"""A routine of three stretches, of one's own."""

THREE = """\
# Mine, with a comment.
format = 2
name = "Three"

[[stretches]]
id = "one"
name = "One"   # the first
hold_s = 20
pose = "knee_hug"

[[stretches]]
id = "two"
name = "Two"
hold_s = 30
sides = "both"
pose = "twist"

[[stretches]]
id = "three"
name = "Three of them"
hold_s = 40
"""
