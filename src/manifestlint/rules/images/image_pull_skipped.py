"""Images that a node may take from its own store."""

from collections.abc import Iterator

from manifestlint.model.image import Image
from manifestlint.model.workload import Container
from manifestlint.rulekit import Fix, Problem, Profile, Safety, Severity, container_rule, setting

_ALWAYS = "Always"


@container_rule(
    "image-pull-skipped",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "kube-score": "container-image-pull-policy",
        "polaris": "pullPolicyNotAlways",
        "checkov": "CKV_K8S_15",
    },
)
def image_pull_skipped(container: Container) -> Iterator[Problem]:
    """A container starts from what the node has, without asking the registry.

    With `IfNotPresent` a node that has an image of that name uses it: a tag that was pushed again runs in
    its old form on some nodes. Before 1.35 pods without credentials also get private images that another pod
    has pulled; since then the kubelet checks (Kubernetes docs, "Images"; feature gate
    `KubeletEnsureSecretPulledImages`, on by default). `Always` asks the registry each time and downloads
    only what is new.

    Write `imagePullPolicy: Always`. Left out it means `Always` for the tag `latest` and without a tag, else
    `IfNotPresent` (`pkg/apis/core/v1/defaults.go`, `SetDefaults_Container`, v1.35). An image with a digest
    is the same wherever it comes from, and not told.

    It is strict because each start then needs the registry, and with tags that are never moved little is
    gained.
    """
    image = container.image
    if not isinstance(image, Image) or image.digest:
        return
    written = container.data.get("imagePullPolicy")
    if written == _ALWAYS or (not written and image.tag in {"", "latest"}):
        return
    told = f"imagePullPolicy {written}" if written else "no imagePullPolicy, which means IfNotPresent"
    place = container.at("imagePullPolicy" if written else "image")
    yield Problem(
        f"{container.title}: {told}, so a node may start an old image", at=place, fix=_fix(container)
    )


def _fix(container: Container) -> Fix:
    edit = setting(container.data, ("imagePullPolicy",), _ALWAYS, container.pointer)
    return Fix(f"set imagePullPolicy to {_ALWAYS}", Safety.UNSAFE, (edit,))
