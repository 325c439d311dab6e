"""What steers an execution: branches, joins, loops, waits and ends."""
