"""Where a Job is described: in itself, or in the CronJob that makes it."""

from typing import Any

from manifestlint.model.shape import mapping
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Pointer

JOBS = ("CronJob", "Job")


def job_spec(workload: Workload) -> tuple[Pointer, dict[str, Any]]:
    """The Job's spec and its place; the spec is empty for what is no Job."""
    if workload.kind not in JOBS:
        return (), {}
    pointer = workload.template[:-1]
    return pointer, mapping(workload.resource.get(*pointer))
