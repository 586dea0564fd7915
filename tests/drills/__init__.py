"""What an administrator does, done for real: whole installations, each with a server of its own, by the `thoes` command."""
