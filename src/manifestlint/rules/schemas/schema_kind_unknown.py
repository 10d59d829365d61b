"""Documents that do not say what they are, or say that they are what does not exist."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule(
    "schema-kind-unknown",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    peers={"kube-linter": "schema-validation", "kubeconform": "kubeconform"},
)
def schema_kind_unknown() -> None:
    """A document has no `apiVersion` or no `kind`, or Kubernetes has no such kind.

    No API server can take it ("no matches for kind", apimachinery `pkg/api/meta`). Told are a kind or version
    that a group of Kubernetes' own does not have in the version of the PolicySet, a version that a
    CustomResourceDefinition does not serve, and a group without a dot, which no custom kind can have. A kind
    of somebody else's group is `schema-not-available`; an API that existed once is `api-version-removed`.

    Correct the name, as the message proposes, or raise `spec.kubernetesVersion` where the cluster is newer.
    Where the fields themselves are missing, told is a document in a file that was named on the command line,
    which says that it is a manifest. Files that are only met below a folder hold all sorts of YAML; those
    without any Kubernetes object are counted as skipped. Write both fields, or keep the file out of what is
    checked, with `spec.exclude` in the PolicySet.

    It is essential: nothing of it can be applied.
    """
