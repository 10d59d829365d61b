"""Jobs that are left to a controller which cannot exist."""

import re
from collections.abc import Iterator

from manifestlint.model.names import is_dns_subdomain
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule
from manifestlint.rules.workloads._job import JOBS, job_spec

_FIELD = "managedBy"
_PATH = re.compile(r"[A-Za-z0-9/\-._~%!$&'()*+,;=:]+")
_LONGEST = 63


@workload_rule(
    "job-manager-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1", kinds=JOBS
)
def job_manager_invalid(workload: Workload) -> Iterator[Problem]:
    """A Job's `managedBy` is no domain with a path.

    The API server refuses it (Kubernetes `pkg/apis/batch/validation/validation.go`, `validateJobSpec`,
    v1.35). What is written names the controller that runs the Job in place of Kubernetes' own, such as
    `kueue.x-k8s.io/multikueue`: a domain, a slash and a path, at most 63 characters. Before v1.32 the field
    is dropped, and nothing is told.

    It is essential: nothing of it reaches the cluster.
    """
    pointer, spec = job_spec(workload)
    manager = spec.get(_FIELD)
    if not isinstance(manager, str) or not workload.resource.on(32):
        return
    domain, _, path = manager.partition("/")
    if len(manager) > _LONGEST or not is_dns_subdomain(domain) or not _PATH.fullmatch(path):
        reason = f'{_FIELD} "{manager}" is no domain with a path of at most {_LONGEST} characters'
        yield refused(workload, reason, At((*pointer, _FIELD)))
