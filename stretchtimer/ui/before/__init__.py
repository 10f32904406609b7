"""What stands between Start and the session."""
