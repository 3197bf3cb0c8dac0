"""`python -m assistant` is the command `gradmentor`."""

from assistant.entrypoints.cli import main

if __name__ == "__main__":
    main()
