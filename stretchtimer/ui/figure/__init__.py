"""The guide figure on the screen: from drawings to painted, moving pictures."""
