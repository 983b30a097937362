"""The command line: arguments and words of each command, no work of its own."""
