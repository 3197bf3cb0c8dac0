"""One student function on trial: run, compare, find the statement, prove it."""
