"""What each subcommand does; no Qt, no traceback, no patient data in messages."""
