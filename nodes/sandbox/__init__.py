"""Where code of an author runs: an interpreter of its own in a process of its own, with limits, or not at all."""
