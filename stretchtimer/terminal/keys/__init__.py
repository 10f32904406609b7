"""Keys, as the terminals of each system send them."""
