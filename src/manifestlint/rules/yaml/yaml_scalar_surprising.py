"""Values that are read as something else than they look."""

from manifestlint.rulekit import Profile, Safety, Severity, reported_rule


@reported_rule(
    "yaml-scalar-surprising",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
)
def yaml_scalar_surprising() -> None:
    """An unquoted value is read as another one than it says.

    Kubernetes reads `country: no` and `answer: y` as true or false, `tag: 1e3` as 1000, `mode: 0755` as 493
    and `version: 1.10` as 1.1 (sigs.k8s.io/yaml v1.6). Where the field wants text the API server refuses
    it; in free text, such as an annotation made by a tool or a custom resource, the wrong value is taken.

    Put it in quotes if text is meant, and write it as it is read if the number is. Octal file modes in
    fields named so (`defaultMode: 0644`) and quantities of resources are left alone, as the meaning is
    known there. The fix puts it in quotes; it is unsafe, because the value read may be what was meant.

    It is a warning because the value read may be the one that was meant; recommended because nothing else
    shows that it is not.
    """
