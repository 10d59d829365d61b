"""The pipeline that checks a change."""

from manifestlint import __version__
from manifestlint.adopt.project import REPOSITORY, TAG, URL

FILE = ".github/workflows/manifestlint.yml"
GITHUB_FOLDER = ".github/workflows/"
GITLAB = ".gitlab-ci.yml"
NAME = "manifestlint"

GITHUB = f"""\
# The check that a merge waits for: make the job "manifestlint" a required status check of the branch.
name: manifestlint

# Without `paths:`, for a required check that a filter skips is waited for without end. `edited` is there for
# a pull request that gets another target branch.
on:
  pull_request:
    types: [opened, synchronize, reopened, edited]
  merge_group:

permissions: {{}}

jobs:
  manifestlint:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683  # v4.2.2
        with:
          fetch-depth: 2  # the change, and what it is compared with
          persist-credentials: false
      # Better pinned by the commit: git ls-remote {URL} {TAG}
      - uses: {REPOSITORY}@{TAG}
"""

_RENDERING = "  # kustomize (or kubectl) and helm must be on its PATH: this one has neither"


def gitlab_job(*, renders: bool) -> str:
    """A job for merge requests; `renders` says whether it needs the tools for Kustomize and Helm."""
    return f"""\
manifestlint:
  image: python:3.13{_RENDERING if renders else ""}
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    GIT_DEPTH: "0"  # brings the target branch, which the change is compared with
  script:
    - pip install --quiet manifestlint=={__version__}
    - manifestlint check .
"""


def runs_it(path: str, content: bytes) -> bool:
    """Whether a pipeline's file speaks of this tool."""
    pipeline = path.startswith(GITHUB_FOLDER) or path == GITLAB
    return pipeline and NAME.encode() in content
