"""Starts published workflows at the times that their schedule triggers name."""
