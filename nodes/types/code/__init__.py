"""Code that an author writes, run apart from everything else."""
