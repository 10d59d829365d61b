"""A console of the whole cluster, open to the network."""

from collections.abc import Iterator

from manifestlint.model.image import Image
from manifestlint.model.shape import text
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule

_NAMES = ("kubernetesui/dashboard", "kubernetes-dashboard")


@container_rule(
    "kubernetes-dashboard-deployed",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"checkov": "CKV_K8S_33"},
)
def kubernetes_dashboard_deployed(container: Container) -> Iterator[Problem]:
    """A container runs the Kubernetes Dashboard.

    Whoever reaches it acts with the rights of the token given to it, and clusters were taken over through
    dashboards that stood open (Kubernetes docs, "Deploy and Access the Kubernetes Dashboard", on its minimal
    rights). Use `kubectl`, or a console on the own machine.

    It is told by the image: `kubernetesui/dashboard...` or one with `kubernetes-dashboard` in its name.

    It is strict because a dashboard behind a login, with few rights, is a fair choice.
    """
    if "dashboard" not in text(container.data.get("image")):
        return
    image = container.image
    if isinstance(image, Image) and any(name in image.repository for name in _NAMES):
        words = f'{container.title}: image "{image.text}" is the Kubernetes Dashboard, a way into the cluster'
        yield Problem(words, container.at("image"))
