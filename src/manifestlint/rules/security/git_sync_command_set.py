"""git-sync that is told which program git is."""

from collections.abc import Iterator

from manifestlint.model.shape import mappings, sequence
from manifestlint.model.workload import Container
from manifestlint.rulekit import Pointer, Problem, Profile, Severity, container_rule

_VARIABLE = "GITSYNC_GIT"
_FLAG = "--git"


@container_rule(
    "git-sync-command-set",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"checkov": "CKV_K8S_159"},
)
def git_sync_command_set(container: Container) -> Iterator[Problem]:
    """A git-sync container is told which command to run as git.

    `GITSYNC_GIT`, or the flag `--git`, names a program that git-sync starts with its rights, so who may set
    it runs any code in the pod (git-sync README, `--git`; Akamai, "Kubernetes git-sync command injection",
    2024). Leave it out: the image brings git.

    The variable is told in any container, the flag in those whose image is named git-sync.

    It is a warning, and recommended, because nobody needs it who runs the official image.
    """
    place = next(_places(container), None)
    if place is not None:
        text = f"{container.title}: git-sync is told what to run as git, which may be any program"
        yield Problem(text, container.at(*place))


def _places(container: Container) -> Iterator[Pointer]:
    for index, variable in mappings(container.data.get("env")):
        if variable.get("name") == _VARIABLE:
            yield "env", index, "name"
    if "git-sync" in str(container.data.get("image")):
        for index, word in enumerate(sequence(container.data.get("args"))):
            if isinstance(word, str) and word.partition("=")[0] == _FLAG:
                yield "args", index
