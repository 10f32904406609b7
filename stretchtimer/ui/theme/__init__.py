"""How the window looks: colours, sizes, icons and the style sheet."""
