"""What the system gives: clocks, displays, and a screen that stays on."""
