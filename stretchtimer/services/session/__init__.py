"""One session: who runs it, what is shown of it, and what is kept."""
