"""Sync options that do nothing."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.model.shape import text
from manifestlint.rulekit import At, Fix, Problem, Profile, Safety, SetValue, Severity, resource_rule
from manifestlint.rules.argocd._options import corrected, fault, is_misplaced, written_options


@resource_rule(
    "argocd-sync-option-unknown",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    needs=("annotations", "syncOptions"),
    fix=Safety.UNSAFE,
    peers={"argocd-source-lint": "unknown-sync-option"},
)
def argocd_sync_option_unknown(resource: Resource) -> Iterator[Problem]:
    """A sync option is misspelt, or has a value that Argo CD does not know.

    Argo CD ignores it without a word: `createNamespace=true` creates no namespace, and an object with
    `Prune=False` is deleted. Options are compared as whole strings, with case and blanks (Argo CD
    `pkg/apis/application/v1alpha1/types.go`, `HasOption`, v3.1). Only in the annotation
    `argocd.argoproj.io/sync-options` are the blanks around the commas dropped (gitops-engine
    `pkg/sync/resource/annotations.go`, v0.7).

    Write `NAME=VALUE` as in Argo CD's docs, "Sync Options". The docs of v3.1 name one wrongly:
    `DisableClientSideApplyMigration=true` is `ClientSideApplyMigration=false` in the code.

    An option that counts in the other place only is told by `argocd-sync-option-misplaced`.

    It is a warning because the sync may do without; recommended because what is written there is not done.
    """
    for option, place, of_application in written_options(resource):
        if is_misplaced(option, of_application=of_application):
            continue
        reason = fault(option, of_application=of_application)
        if reason:
            message = f"{resource.id}: Argo CD ignores the sync option {option!r}: {reason}"
            meant = corrected(option, of_application=of_application)
            yield Problem(message, at=place, fix=_fix(resource, place, meant) if meant else None)


def _fix(resource: Resource, place: At, meant: str) -> Fix:
    written = text(resource.get(*place.pointer))
    start, end = place.chars or (0, len(written))
    value = written[:start] + meant + written[end:]
    return Fix(f"write {meant}", Safety.UNSAFE, (SetValue(place.pointer, value),))
