"""Many cases at once: streamed in order, diagnosed by processes, resumable, and reported."""
