"""What a person decides or fills in while the run waits."""
