"""命令行: what `./sanxiang` hands over to. One module per command, loaded only when asked for.

A command module offers `register(subparsers)`, which adds its parser and sets `run=` to a function
`run(args) -> int | None`. The list of commands is `COMMANDS` in `main.py`.
Articles: none; commands call the same flows as the screens.
Must never: decide anything itself, or import a site.
"""
