"""The label by which an older Argo CD knows its objects."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import INSTANCE
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule
from manifestlint.rules.argocd._bundle import applied


@bundle_rule("argocd-instance-label-written", severity=Severity.INFO, profile=Profile.STRICT, since="0.1")
def argocd_instance_label_written(bundle: Bundle) -> Iterator[Problem]:
    """A manifest has the label `app.kubernetes.io/instance` with another value than the Application's name.

    Before v3.0 Argo CD marks its objects with just this label, so it overwrites what is written; whoever
    selects by the written value finds nothing, and a second tool that writes the label back makes two
    Applications fight over the object (Argo CD docs, "Resource Tracking" and "FAQ"). From v3.0 on an
    annotation does this, unless argocd-cm says `application.resourceTrackingMethod: label`.

    Use tracking by annotation. Told only where `spec.argocd.version` of the PolicySet is older than 3.0.

    It is an info, and strict, because it depends on argocd-cm, and many charts write the label.
    """
    it = applied(bundle)
    major = bundle.argocd_version.removeprefix("v").partition(".")[0]
    if it is None or not major.isdecimal() or int(major) >= 3:
        return
    for facts in bundle.members:
        if facts.instance and facts.instance != it.application.name:
            yield Problem(
                f'{facts.id}: unless Argo CD tracks by annotation it overwrites "{facts.instance}" with'
                f' "{it.application.name}"',
                at=At(("metadata", "labels", INSTANCE)),
                resource=facts.ref,
            )
