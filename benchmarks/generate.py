"""Write trees of realistic manifests: the same files for the same arguments, on every machine."""

import argparse
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

TEMPLATES = Path(__file__).with_name("templates")
TREES = {"plain-1000": ("plain", 1000), "plain-10000": ("plain", 10000), "mixed-1000": ("mixed", 1000)}


def manifests(kind: str, count: int) -> Iterator[str]:
    """That many files: `plain` is a Deployment and its Service, `mixed` goes round all templates."""
    names = ["plain.yaml"] if kind == "plain" else sorted(path.name for path in TEMPLATES.glob("*.yaml"))
    texts = cycle([(TEMPLATES / name).read_text(encoding="utf-8") for name in names])
    for number, text in enumerate(islice(texts, count)):
        yield text.replace("NAME", f"app-{number:05d}").replace("TEAM", f"team-{number % 40:02d}")


def main() -> None:
    """Write every tree that is not there yet below the given folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    for tree, (kind, count) in TREES.items():
        (folder / tree).mkdir(parents=True, exist_ok=True)
        for number, text in enumerate(manifests(kind, count)):
            (folder / tree / f"{number:05d}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
