"""What there is to know about backs and walking, to read and to print."""
