"""All routines as cards, and the page of one of them."""
