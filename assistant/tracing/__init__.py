"""From a reference function, plain NumPy, to an exercise: its graph of steps, inputs and file."""
