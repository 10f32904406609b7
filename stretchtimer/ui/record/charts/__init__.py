"""Charts of the record, drawn alike on the screen and on paper, each with its table."""
