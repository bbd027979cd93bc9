"""`python -m sanxiang.cli`."""

from __future__ import annotations

import sys

from sanxiang.cli.main import main

sys.exit(main(sys.argv[1:]))
