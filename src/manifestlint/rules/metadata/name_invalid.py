"""Objects whose names cannot be theirs."""

from collections.abc import Iterator

from manifestlint.model.names import is_dns_label
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer, text
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.metadata._kinds import grammar_of

_LONGEST_CRON_JOB = 52


@resource_rule("name-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def name_invalid(resource: Resource) -> Iterator[Problem]:
    """An object's name breaks the grammar of its kind.

    The API server refuses it. Most names are DNS subdomains: lower case, digits, `-` and `.`, at most 253.
    Names of Namespaces, Services and StatefulSets become host names and are labels of at most 63 without a
    dot. Roles and their bindings, PodDisruptionBudgets, and kinds of which nothing is known here may have
    any name that fits into a URL (Kubernetes docs, "Object Names and IDs"; `pkg/apis`,
    `ValidateObjectMeta`, v1.35).

    Two kinds need room for what is appended: a CronJob's name has at most 52 characters, for its Jobs get
    11 more, and an Indexed Job's name with its highest index must be a label
    (`pkg/apis/batch/validation/validation.go`, `ValidateCronJobCreate` and `ValidateJob`, v1.35).

    It is essential: nothing of it reaches the cluster.
    """
    name = text(resource.get("metadata", "name"))
    prefix = text(resource.get("metadata", "generateName"))
    title, letters, fits = grammar_of(resource.id)
    if prefix and not fits(_shortest(prefix)):
        reason = f'names that begin with "{prefix}" are no {title}s ({letters})'
        yield refused(resource, reason, at("metadata", "generateName"))
    if not name:
        return
    reason = f'name "{name}" is no {title} ({letters})' if not fits(name) else _tight(resource, name)
    if reason:
        yield refused(resource, reason, at("metadata", "name"))


def _shortest(prefix: str) -> str:
    """What stands for the generated name (`pkg/api/validation/generic.go`, `maskTrailingDash`, v1.35)."""
    return f"{prefix[:-2]}a" if len(prefix) > 1 and prefix.endswith("-") else prefix


def _tight(resource: Resource, name: str) -> str:
    """Whether there is no room for what the controller appends."""
    kind = (resource.id.group, resource.id.kind)
    if kind == ("batch", "CronJob") and len(name) > _LONGEST_CRON_JOB:
        return f"its name has {len(name)} characters, and with more than 52 its Jobs cannot be named"
    if kind == ("batch", "Job") and resource.get("spec", "completionMode") == "Indexed":
        pod = f"{name}-{(integer(resource.get('spec', 'completions')) or 0) - 1}"
        if not pod.endswith("--1") and not is_dns_label(pod):
            return f'its last pod would be called "{pod}", which is no host name'
    return ""
