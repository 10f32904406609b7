"""What runs a session without a user interface: clock, runner, cues, sound, preferences."""
