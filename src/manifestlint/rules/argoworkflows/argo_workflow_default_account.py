"""Workflows that run as the account of everyone."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.argoworkflows._templates import KINDS, templates


@resource_rule(
    "argo-workflow-default-account",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    kinds=KINDS,
    peers={"checkov": "CKV_ARGO_1"},
)
def argo_workflow_default_account(resource: Resource) -> Iterator[Problem]:
    """The pods of an Argo workflow run as the service account `default`.

    Argo's executor reports to the API server as the pod's account. `default` cannot do so, and the step
    fails; or it was given the role, and then every other pod of the namespace has it too (Argo Workflows
    docs, "Service Accounts" and "Workflow RBAC").

    Make an account, bind it to a role that may create `workflowtaskresults`, and name it in
    `serviceAccountName`.

    It is strict because the controller's `workflowDefaults` may name an account for all workflows.
    """
    found = [
        each
        for each in templates(resource)
        if each.pod_setting("serviceAccountName") in (None, "", "default")
    ]
    if found:
        text = f"{resource.id}, {found[0].title}: runs as the namespace's account default"
        yield Problem(text, at=found[0].at)
