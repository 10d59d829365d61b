"""Keys that stand twice in one mapping."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule("yaml-key-duplicate", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def yaml_key_duplicate() -> None:
    """A mapping has the same key twice.

    Only the last one counts, and the other is lost without a word: two `env:` lists in a container, or a
    second `labels:`, and half of what is written is not applied. Kubernetes' library refuses it only when it
    decodes strictly (sigs.k8s.io/yaml, `UnmarshalStrict`); Argo CD does not (gitops-engine
    `pkg/utils/kube/kube.go`, `SplitYAMLToString`, v0.7).

    Merge the two, or remove one. A key that overrides one that `<<` merges in is no duplicate.

    It is essential because what runs is not what stands there.
    """
