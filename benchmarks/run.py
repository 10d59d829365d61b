"""Judge a tree and print documents per second, peak memory and the share of each phase, as JSON."""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Clock:
    """Adds up the time that goes into functions, without what they spend in one another."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inner = [0.0]

    def watch(self, phase: str, owner: Any, name: str) -> None:
        """Count the time of `owner.name` towards a phase from now on."""
        function: Callable[..., Any] = getattr(owner, name)

        def timed(*arguments: Any, **keywords: Any) -> Any:
            self._inner.append(0.0)
            started = time.perf_counter()
            try:
                return function(*arguments, **keywords)
            finally:
                spent = time.perf_counter() - started
                own = spent - self._inner.pop()
                self._inner[-1] += spent
                self.seconds[phase] = self.seconds.get(phase, 0.0) + own

        setattr(owner, name, timed)


def measure(tree: Path, profile: str) -> dict[str, Any]:
    """One run in this process."""
    import resource

    from manifestlint.api import PROFILES, Request, check
    from manifestlint.engine import file, run
    from manifestlint.engine.judge import Judge
    from manifestlint.engine.sources import Sources

    request = Request(paths=(tree,), profile=PROFILES[profile])
    started = time.perf_counter()
    report = check(request)
    seconds = time.perf_counter() - started
    # The clock costs time itself, so the shares come from a second run.
    clock = Clock()
    clock.watch("read", Sources, "_read")
    clock.watch("rules", Judge, "judge")
    clock.watch("schema", file, "judge_schema")
    clock.watch("facts", file, "read_facts")
    clock.watch("bundles", run, "check_bundle")
    started = time.perf_counter()
    check(request)
    watched = time.perf_counter() - started
    documents = report.stats.resources
    shares = {phase: round(spent / watched, 3) for phase, spent in clock.seconds.items()}
    return {
        "tree": tree.name,
        "profile": profile,
        "documents": documents,
        "rules": report.stats.rules,
        "findings": len(report.active),
        "seconds": round(seconds, 3),
        "documents_per_second": round(documents / seconds),
        "schema_microseconds_per_document": round(clock.seconds.get("schema", 0) / documents * 1e6, 1),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "shares": {**shares, "rest": round(1 - sum(shares.values()), 3)},
    }


def main() -> None:
    """Measure in processes of their own, and print the fastest run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tree", type=Path)
    parser.add_argument("--profile", default="recommended")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.here:
        print(json.dumps(measure(arguments.tree, arguments.profile)))
        return
    command = [sys.executable, __file__, str(arguments.tree), "--profile", arguments.profile, "--here"]
    runs = [json.loads(subprocess.check_output(command)) for _ in range(arguments.repeat)]
    print(json.dumps(min(runs, key=lambda run: run["seconds"])))


if __name__ == "__main__":
    main()
