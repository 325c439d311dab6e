"""The API over executions: start, look, steer, answer."""
