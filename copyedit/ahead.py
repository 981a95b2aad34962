"""Work that waits for others (a server), begun for the next items while the first is waited for."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORKERS = min(4, os.cpu_count() or 1)


def in_order(
    items: Iterable[Item], work: Callable[[Item], Result], waits: Callable[[Item], bool]
) -> Iterator[tuple[Item, Callable[[], Result]]]:
    """Each item, in order, and what gives its result or raises what its work raised.

    Work that `waits` runs in threads, for WORKERS items at a time; other work runs when its result is asked for.
    """
    items = iter(items)
    for item in items:
        if waits(item):
            yield from _ahead(item, items, work, waits)
        else:
            yield item, partial(work, item)


def _ahead(
    first: Item, rest: Iterator[Item], work: Callable[[Item], Result], waits: Callable[[Item], bool]
) -> Iterator[tuple[Item, Callable[[], Result]]]:
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(WORKERS)
    try:
        begun = deque([(first, pool.submit(work, first).result)])
        for item in rest:
            begun.append((item, pool.submit(work, item).result if waits(item) else partial(work, item)))
            if len(begun) > WORKERS:
                yield begun.popleft()
        yield from begun
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
