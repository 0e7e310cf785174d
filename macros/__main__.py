"""`python -m macros` is the command `playbook`."""

from macros.cli import main

if __name__ == "__main__":
    main(prog_name="playbook")
