"""Workflows whose steps may be root."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource
from manifestlint.model.shape import integer, mapping
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.argoworkflows._templates import KINDS, Template, templates


@resource_rule(
    "argo-workflow-runs-as-root",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    kinds=KINDS,
    peers={"checkov": "CKV_ARGO_2"},
)
def argo_workflow_runs_as_root(resource: Resource) -> Iterator[Problem]:
    """A step of an Argo workflow may run as root.

    Nothing says otherwise: `securityContext` of the workflow, of the template or of the container has neither
    `runAsNonRoot: true` nor a `runAsUser` above 0, so the image decides (Argo Workflows docs, "Workflow Pod
    Security Context"). Who breaks out of such a container is root on the node.

    Set `securityContext: {runAsNonRoot: true, runAsUser: 8737}` in the workflow's spec. Output artifacts then
    need a volume.

    It is strict because the controller's `workflowDefaults` may say so for all workflows.
    """
    found = [each for each in templates(resource) if _may_be_root(each)]
    if found:
        text = f"{resource.id}, {found[0].title}: the image decides whether it runs as root"
        yield Problem(text, at=found[0].at)


def _may_be_root(template: Template) -> bool:
    pod = mapping(template.pod_setting("securityContext"))
    contexts = [mapping(each.get("securityContext")) for each in template.containers] or [{}]
    return any(not _is_safe(pod | {k: v for k, v in own.items() if v is not None}) for own in contexts)


def _is_safe(context: dict[str, Any]) -> bool:
    return context.get("runAsNonRoot") is True or (integer(context.get("runAsUser")) or 0) > 0
