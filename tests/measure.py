"""How the bench measures: seconds of the processor, ours and the baseline turn by turn, no memory of the run before."""

from __future__ import annotations

import functools
import gc
import resource
import statistics
import sys
import time
from collections.abc import Callable

RUNS = 5


def processor() -> float:
    """Seconds of the processor that this process and its ended children have used, whatever else the machine does."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def forget() -> None:
    """Empty the caches that hold what was seen last: documents of the same run must cost what new ones cost."""
    for thing in gc.get_objects():
        if isinstance(thing, functools._lru_cache_wrapper) and thing.cache_parameters()["maxsize"]:
            thing.cache_clear()


def cost(action: Callable[[], object], clock: Callable[[], float] = processor) -> float:
    """What one call costs, by a clock."""
    forget()
    begun = clock()
    action()
    return clock() - begun


def compare(
    name: str,
    ours: Callable[[], object],
    baseline: Callable[[], object],
    bar: str,
    clock: Callable[[], float] = processor,
) -> None:
    """Print how many times the baseline ours costs: the median of the turns, and the least and the greatest."""
    pairs = [(cost(ours, clock), cost(baseline, clock)) for _ in range(RUNS)]
    tell(name, [a / b for a, b in pairs], [a for a, _ in pairs], [b for _, b in pairs], bar, clock is time.perf_counter)


def tell(
    name: str, ratios: list[float], ours: list[float], baseline: list[float], bar: str, wall: bool = False
) -> None:
    """One line of the bench."""
    ratio, a, b = map(statistics.median, (ratios, ours, baseline))
    spread = f"{min(ratios):.2f}–{max(ratios):.2f}" if len(ratios) > 1 else "once"
    unit = "ms by the clock" if wall else "ms of CPU"
    sys.stdout.write(f"{name}: {ratio:.2f} ({spread}; {a * 1000:.0f} to {b * 1000:.0f} {unit}; bar: {bar})\n")
    sys.stdout.flush()
