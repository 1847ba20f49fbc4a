"""Runs Synapse until standard input closes, so that it never outlives the test that started it."""

import os
import signal
import sys
import threading
import time

from synapse.app.homeserver import main

SECONDS_TO_SHUT_DOWN = 5


def end_with_parent() -> None:
    # Unbuffered: a thread inside sys.stdin's buffer makes the interpreter abort when it shuts down.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_SHUT_DOWN)
    os.kill(os.getpid(), signal.SIGKILL)


threading.Thread(target=end_with_parent, daemon=True).start()
main()
