"""The pods that a workflow starts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from manifestlint.model.resource import Resource
from manifestlint.model.shape import mapping, mappings, text
from manifestlint.rulekit import At, Pointer

KINDS = ("ClusterWorkflowTemplate", "CronWorkflow", "Workflow", "WorkflowTemplate")
_POD_TYPES = ("container", "script", "containerSet", "resource", "data")


@dataclass(frozen=True, slots=True)
class Template:
    """A template of a workflow that is run as a pod."""

    spec: dict[str, Any]
    data: dict[str, Any]
    pointer: Pointer

    @property
    def title(self) -> str:
        """How messages name it."""
        return f"template {text(self.data.get('name')) or '#' + str(self.pointer[-1])}"

    @property
    def at(self) -> At:
        """Its name, or itself where it has none."""
        return At((*self.pointer, "name") if "name" in self.data else self.pointer)

    def pod_setting(self, field: str) -> Any:
        """What it says of its pod, else what the workflow says for all; the two are not mixed.

        Source: Argo Workflows `workflow/controller/workflowpod.go`, v3.6; `templateDefaults` are laid under
        each template before.
        """
        written = (self.data, mapping(self.spec.get("templateDefaults")), self.spec)
        return next((each[field] for each in written if each.get(field) not in (None, "")), None)

    @property
    def containers(self) -> Iterator[dict[str, Any]]:
        """Its main containers, as far as they are written here."""
        for field in ("container", "script"):
            if self.data.get(field):
                yield mapping(self.data[field])
        for _, item in mappings(mapping(self.data.get("containerSet")).get("containers")):
            yield item


def spec_pointer(resource: Resource) -> Pointer:
    """Where the workflow itself stands."""
    return ("spec", "workflowSpec") if resource.id.kind == "CronWorkflow" else ("spec",)


def templates(resource: Resource) -> Iterator[Template]:
    """The templates of a workflow that start pods.

    None where these get their settings elsewhere: in the template that a `workflowTemplateRef` names, from
    the workflow that uses a part of a template without `entrypoint`, or by a `podSpecPatch`.
    """
    if resource.id.group != "argoproj.io":
        return
    path = spec_pointer(resource)
    spec = mapping(resource.get(*path))
    if spec.get("workflowTemplateRef") or spec.get("podSpecPatch") or not spec.get("entrypoint"):
        return
    for index, data in mappings(spec.get("templates")):
        if any(data.get(kind) for kind in _POD_TYPES) and not data.get("podSpecPatch"):
            yield Template(spec, data, (*path, "templates", index))
