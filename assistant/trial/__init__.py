"""One student function on trial: run it, compare, find the statement, prove it by putting it right."""
