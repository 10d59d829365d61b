"""Applications that choose their version themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.resource import Resource
from manifestlint.model.shape import text
from manifestlint.rulekit import At, Problem, Profile, Severity, option, resource_rule
from manifestlint.rules.argocd._revision import is_range
from manifestlint.rules.argocd._spec import KINDS, is_templated, read_spec


@dataclass(frozen=True, slots=True)
class Options:
    """What else floats."""

    branches: tuple[str, ...] = option(
        (),
        'Branches that are not to be followed, such as "HEAD" and "main"; "HEAD" also where none is named.',
    )


@resource_rule(
    "argocd-revision-floating",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=KINDS,
    peers={"argocd-source-lint": "floating-target-revision"},
)
def argocd_revision_floating(resource: Resource, options: Options) -> Iterator[Problem]:
    """The `targetRevision` of an Argo CD Application is a range of versions.

    Argo CD takes the highest version or tag that matches, each time it looks: what runs changes without a
    commit, and a revert does not bring the old version back (Argo CD docs, "Tracking and Deployment
    Strategies"). Name one version, and let a bot propose the next. In a Git repository ranges match tags
    only, never branches.

    Following a branch is what most Applications do for the manifests of their own repository, so it is
    told only for the branches that the option names.

    It is a warning because what runs still works; recommended because Git no longer says what it is.
    """
    spec = read_spec(resource)
    for path, source in spec.sources() if spec else ():
        revision = text(source.get("targetRevision"))
        place = At((*spec.pointer, *path, "targetRevision")) if spec else At()
        if is_templated(revision):
            continue
        if is_range(revision):
            reason = f"{revision!r} is a range: what is applied changes without a commit"
            yield Problem(f"{resource.id}: {reason}", at=place)
        elif (revision or "HEAD") in options.branches and not source.get("chart"):
            reason = f"{revision or 'HEAD'} is followed, so every push there is applied"
            yield Problem(f"{resource.id}: {reason}", at=place)
