"""Write trees of realistic manifests: the same files for the same arguments, on every machine."""

import argparse
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

TEMPLATES = Path(__file__).with_name("templates")
TREES = {
    "plain-1000": ("plain", 1000),
    "plain-10000": ("plain", 10000),
    "mixed-1000": ("mixed", 1000),
    "applications-2000": ("applications", 2000),
}
TEAMS = 40
REPOSITORY = "https://git.example.com/platform/deploy.git"
APPLICATION = f"""\
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: TEAM
  namespace: argocd
spec:
  project: default
  source:
    repoURL: {REPOSITORY}
    targetRevision: HEAD
    path: teams/TEAM
  destination:
    server: https://kubernetes.default.svc
    namespace: TEAM
  syncPolicy:
    automated:
      prune: true
      selfHeal: true
"""


def manifests(kind: str, count: int) -> Iterator[tuple[str, str]]:
    """That many files, each with its path.

    `plain` is a Deployment and its Service, `mixed` goes round all templates, and `applications` has an
    Application for each team, which applies the team's folder.
    """
    if kind == "applications":
        yield from _applications(count)
        return
    texts = cycle(_templates("plain.yaml" if kind == "plain" else "*.yaml"))
    for number, text in enumerate(islice(texts, count)):
        yield f"{number:05d}.yaml", _filled(text, number, number % TEAMS)


def _applications(count: int) -> Iterator[tuple[str, str]]:
    for team in range(TEAMS):
        yield f"applications/team-{team:02d}.yaml", _filled(APPLICATION, 0, team)
    each = count // TEAMS - 1
    texts = cycle(text for text in _templates("*.yaml") if "kind: Application\n" not in text)
    for number, text in enumerate(islice(texts, each * TEAMS)):
        team = number // each
        yield f"teams/team-{team:02d}/{number:05d}.yaml", _filled(text, number, team)


def _templates(pattern: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob(pattern))]


def _filled(text: str, number: int, team: int) -> str:
    return text.replace("NAME", f"app-{number:05d}").replace("TEAM", f"team-{team:02d}")


def write(folder: Path, tree: str) -> None:
    """Write a tree into a folder."""
    for name, text in manifests(*TREES[tree]):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main() -> None:
    """Write every tree below the given folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    for tree in TREES:
        write(folder / tree, tree)


if __name__ == "__main__":
    main()
