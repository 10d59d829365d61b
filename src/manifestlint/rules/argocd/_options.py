"""Argo CD's sync options: which there are, and where each counts.

Source: Argo CD `controller/sync.go` and gitops-engine `pkg/sync/sync_context.go`, v3.1; for `Prune` and
`Delete` of a whole Application, which count from v3.4 on, `controller/state.go`, v3.5.
"""

from collections.abc import Iterator

from manifestlint.argocd.annotations import SYNC_OPTIONS
from manifestlint.core.words import close_to, enumerated
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import At
from manifestlint.rules.argocd._spec import KINDS, Spec, read_spec

_SWITCH = ("true", "false")
_GUARD = ("true", "false", "confirm")
OF_APPLICATIONS = {
    "ApplyOutOfSyncOnly": _SWITCH,
    "ClientSideApplyMigration": _SWITCH,
    "CreateNamespace": _SWITCH,
    "Delete": _GUARD,
    "FailOnSharedResource": _SWITCH,
    "Prune": _GUARD,
    "PruneLast": _SWITCH,
    "PrunePropagationPolicy": ("background", "foreground", "orphan"),
    "Replace": _SWITCH,
    "RespectIgnoreDifferences": _SWITCH,
    "ServerSideApply": _SWITCH,
    "SkipDryRunOnMissingResource": _SWITCH,
    "Validate": _SWITCH,
}
OF_OBJECTS = {
    "Delete": _GUARD,
    "Force": _SWITCH,
    "Prune": _GUARD,
    "PruneLast": _SWITCH,
    "Replace": _SWITCH,
    "ServerSideApply": _SWITCH,
    "SkipDryRunOnMissingResource": _SWITCH,
    "Validate": _SWITCH,
}
_ALL = OF_APPLICATIONS | OF_OBJECTS


def object_options(resource: Resource) -> dict[str, At]:
    """The options that an object's annotation sets, each with its place; blanks around them do not count."""
    return resource.once(_object_options)


def _object_options(resource: Resource) -> dict[str, At]:
    written = resource.annotations.get(SYNC_OPTIONS, "")
    found: dict[str, At] = {}
    start = 0
    for item in written.split(","):
        option = item.strip()
        if option:
            first = start + len(item) - len(item.lstrip())
            place = at("metadata", "annotations", SYNC_OPTIONS, chars=(first, first + len(option)))
            found.setdefault(option, place)
        start += len(item) + 1
    return found


def application_options(spec: Spec) -> Iterator[tuple[str, At]]:
    """The options of an Application, each with its place; what a generator fills in is left out."""
    for index, option in spec.options():
        if "{{" not in option:
            yield option, spec.at("syncPolicy", "syncOptions", index)


def written_options(resource: Resource) -> Iterator[tuple[str, At, bool]]:
    """All options that an object sets, for itself or (True) as an Application for what it applies."""
    yield from ((option, place, False) for option, place in object_options(resource).items())
    spec = read_spec(resource) if resource.id.kind in KINDS else None
    if spec:
        yield from ((option, place, True) for option, place in application_options(spec))


def is_misplaced(option: str, *, of_application: bool) -> bool:
    """Whether the option exists, and counts only in the other place."""
    name, _, value = option.partition("=")
    here, there = (OF_APPLICATIONS, OF_OBJECTS) if of_application else (OF_OBJECTS, OF_APPLICATIONS)
    return name not in here and value in there.get(name, ())


def fault(option: str, *, of_application: bool) -> str:
    """Why an option is none, as the end of a sentence; empty where it is one."""
    known = OF_APPLICATIONS if of_application else OF_OBJECTS
    name, _, value = option.partition("=")
    if name in known:
        if value in known[name]:
            return ""
        return f"{name} is {enumerated(known[name], 'or')}, and not {value!r}"
    if name.replace(" ", "") in _ALL or (":" in name and "=" not in option):
        return "it is written NAME=VALUE without blanks"
    meant = close_to(name, _ALL, cutoff=0.8)
    return f"did you mean {meant}?" if meant else "there is no such option"


def corrected(option: str, *, of_application: bool) -> str | None:
    """The option that was probably meant by one that is none."""
    known = OF_APPLICATIONS if of_application else OF_OBJECTS
    name, _, value = option.replace(" ", "").partition("=")
    meant = name if name in known else close_to(name, known, cutoff=0.8)
    if meant and name.startswith("Disable"):
        return None  # the opposite, as the docs of v3.1 have it
    return f"{meant}={value.lower()}" if meant and value.lower() in known[meant] else None
