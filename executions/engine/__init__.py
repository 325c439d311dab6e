"""The engine: decides what happens next in a run and touches nothing. Told what happened, it says what to do."""
