"""`python -m manifestlint`."""

from manifestlint.cli import main

if __name__ == "__main__":
    main()
