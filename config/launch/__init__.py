"""Starting Quintet's processes on one machine and keeping them alive."""
