"""The page one starts from: the routine with all that can be changed."""
