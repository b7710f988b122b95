"""Several people in the same moment: each in a thread and a connection of his own, let go together."""

import threading
from contextvars import copy_context

from django.db import connections


def at_once(*attempts) -> list:
    """What each returned, or what it raised."""
    gate, answers = threading.Barrier(len(attempts)), [None] * len(attempts)

    def run(place, attempt):
        gate.wait()
        try:
            answers[place] = attempt()
        except Exception as fault:
            answers[place] = fault
        finally:
            connections.close_all()

    # A thread begins without the context of the test: whether workers are nudged is part of that.
    threads = [threading.Thread(target=copy_context().run, args=(run, *pair)) for pair in enumerate(attempts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
