"""ApplicationSets that fill a gap with nonsense."""

from collections.abc import Iterator

from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import Resource, key
from manifestlint.model.shape import sequence
from manifestlint.rulekit import Fix, Problem, Profile, Safety, Severity, appending, resource_rule


@resource_rule(
    "argocd-go-template-lenient",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    kinds=("ApplicationSet",),
)
def argocd_go_template_lenient(resource: Resource) -> Iterator[Problem]:
    """An ApplicationSet with `goTemplate` goes on where a parameter is missing.

    A misspelt parameter becomes the text `<no value>`, and an Application of a wrong name, path or
    namespace is made of it. `goTemplateOptions: ["missingkey=error"]` makes it an error (Argo CD docs, "Go
    Template", which recommends it). A parameter that may be missing is then asked for with `dig` or `get`.

    It is a warning because it takes a second mistake; recommended because that one goes live unseen.
    """
    if resource.id.group != ARGOCD_GROUP or resource.get("spec", "goTemplate") is not True:
        return
    options = sequence(resource.get("spec", "goTemplateOptions"))
    if not any(isinstance(option, str) and option.startswith("missingkey=") for option in options):
        yield Problem(
            f'{resource.id}: without goTemplateOptions: ["missingkey=error"] a missing parameter'
            " becomes <no value>",
            at=key("spec", "goTemplate"),
            fix=_fix(resource),
        )


def _fix(resource: Resource) -> Fix:
    edit = appending(resource.data, ("spec", "goTemplateOptions"), "missingkey=error")
    return Fix("add missingkey=error", Safety.UNSAFE, (edit,))
