"""The Record page: what was done, what was held, how the back felt, and what becomes of it."""
