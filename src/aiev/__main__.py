"""`python -m aiev`: the same as the command `aiev`."""

from aiev.cli.main import main

main()
