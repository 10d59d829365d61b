"""ApplicationSets whose generators choose the project."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.model.shape import mappings
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._spec import is_templated, read_spec


@resource_rule(
    "argocd-project-templated",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("ApplicationSet",),
)
def argocd_project_templated(resource: Resource) -> Iterator[Problem]:
    """An ApplicationSet takes the `project` of its Applications from a generator.

    Who can write what the generator reads, such as a folder in a Git repository, can then put an
    Application into a project without restrictions, and take over Argo CD itself (Argo CD docs,
    "ApplicationSet Security", "Templated `project` field"). Write the project down. A generator `list`
    stands in the ApplicationSet itself, so nothing is said of it.

    It is strict because it is safe where administrators control everything that the generators read.
    """
    spec = read_spec(resource)
    generators = [generator for _, generator in mappings(resource.get("spec", "generators"))]
    if spec is None or all(generator.keys() <= {"list"} for generator in generators):
        return
    if is_templated(spec.get("project")):
        yield Problem(
            f"{resource.id}: whoever controls a generator chooses the project {spec.get('project')}",
            at=spec.at("project"),
        )
