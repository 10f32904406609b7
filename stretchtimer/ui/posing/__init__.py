"""The page on which a pose is made by drawing the figure."""
