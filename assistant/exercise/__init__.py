"""An assignment function as a graph of named steps, with its inputs."""
