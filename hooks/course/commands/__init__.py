"""What make runs, a command a file."""
