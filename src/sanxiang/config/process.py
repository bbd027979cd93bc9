"""进程: children that do not outlive their parent, even when the parent is killed with -9."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int, sig: signal.Signals = signal.SIGKILL) -> Callable[[], None]:
    """A `preexec_fn`: the child gets `sig` when the process `parent` ends for whatever reason.

    Killing is safe, since every part may be killed at any moment, and does not wait for a database that ends too.

    Linux only; elsewhere the next start finds an orphaned PostgreSQL by asking it and stops it.
    The library is loaded here, before the fork, because a forked child should load nothing.
    """
    if not sys.platform.startswith("linux"):
        return lambda: None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def in_child() -> None:
        prctl(_PR_SET_PDEATHSIG, int(sig), 0, 0, 0)
        if os.getppid() != parent:  # it ended between fork and prctl
            os._exit(1)

    return in_child
