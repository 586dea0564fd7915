"""`python -m thoes.cli` runs the same command as `thoes`."""

from thoes.cli.main import main

main()
