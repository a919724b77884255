"""How much of a Python program's time CPython's cycle collector takes, in percent: collecting.py FILE"""

import gc
import runpy
import sys
import time

spent, began = 0.0, 0.0


def watch(phase, _info):
    global spent, began
    if phase == "start":
        began = time.perf_counter()
    else:
        spent += time.perf_counter() - began


gc.callbacks.append(watch)
start = time.perf_counter()
runpy.run_path(sys.argv[1], run_name="__main__")
print(f"{100 * spent / (time.perf_counter() - start):.1f}", file=sys.stderr)
