"""What people see while a run goes on: hints after each commit, sockets, server-sent events. The truth is in the database."""
