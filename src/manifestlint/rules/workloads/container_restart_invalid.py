"""Containers that say wrongly when they are started again."""

from collections.abc import Iterator

from manifestlint.model.shape import dig, mapping, mappings, sequence
from manifestlint.model.workload import Container, Role
from manifestlint.rulekit import Fault, Problem, Profile, Severity, container_rule, refusals

_POLICY, _RULES = "restartPolicy", "restartPolicyRules"
_POLICIES = ("Always", "OnFailure", "Never")
_OPERATORS = ("In", "NotIn")
_MOST_RULES, _MOST_CODES = 20, 255


@container_rule(
    "container-restart-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("restartPolicy", "restartPolicyRules"),
)
def container_restart_invalid(container: Container) -> Iterator[Problem]:
    """A container's own `restartPolicy` or `restartPolicyRules` are impossible.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateContainerRestartPolicy` and `validateInitContainerRestartPolicy`, v1.35). The policy is Always,
    OnFailure or Never, and rules need one beside them. A rule has exit codes with the operator In or NotIn,
    and the action Restart, from v1.36 on also RestartAllContainers; there are at most 20. Before v1.36 a
    sidecar (an init container with Always) has no rules.

    Before v1.34 only an init container has a `restartPolicy`, and only Always. In v1.34 the server drops
    what is new, and nothing is told.

    It is essential: nothing of it reaches the cluster.
    """
    resource = container.workload.resource
    if resource.on(35):
        yield from refusals(container, _faults(container))
    elif not resource.on(34):
        yield from refusals(container, _old_faults(container))


def _old_faults(container: Container) -> Iterator[Fault]:
    policy, place = container.data.get(_POLICY), container.at(_POLICY)
    if policy is not None and container.role is Role.MAIN:
        yield f"before Kubernetes 1.34 only init containers have a {_POLICY}", place
    elif isinstance(policy, str) and container.role is Role.INIT:
        yield f'{_POLICY} "{policy}" is not Always, and before Kubernetes 1.34 no other is known', place


def _faults(container: Container) -> Iterator[Fault]:
    policy, rules = container.data.get(_POLICY), sequence(container.data.get(_RULES))
    if container.role is Role.EPHEMERAL:
        return
    if isinstance(policy, str) and policy not in _POLICIES:
        yield f'{_POLICY} "{policy}" is not one of {", ".join(_POLICIES)}', container.at(_POLICY)
    if rules and policy is None:
        yield f"{_RULES} need a {_POLICY} beside them", container.at(_RULES)
    if rules and container.role is Role.SIDECAR and not container.workload.resource.on(36):
        yield f"a sidecar has no {_RULES}", container.at(_RULES)
        return
    if len(rules) > _MOST_RULES:
        yield f"there are {len(rules)} {_RULES}, and at most {_MOST_RULES} are taken", container.at(_RULES)
    for index, _ in mappings(rules):
        yield from _rule_faults(container, index)


def _rule_faults(container: Container, index: int) -> Iterator[Fault]:
    rule = mapping(container.get(_RULES, index))
    known = ("Restart", *(("RestartAllContainers",) if container.workload.resource.on(36) else ()))
    action, operator = rule.get("action"), dig(rule, "exitCodes", "operator")
    if isinstance(action, str) and action not in known:
        yield f'action "{action}" is not {" or ".join(known)}', container.at(_RULES, index, "action")
    if rule.get("exitCodes") is None:
        yield "the rule has no exitCodes", container.at(_RULES, index)
    elif isinstance(operator, str) and operator not in _OPERATORS:
        place = container.at(_RULES, index, "exitCodes", "operator")
        yield f'operator "{operator}" is not {" or ".join(_OPERATORS)}', place
    codes = sequence(dig(rule, "exitCodes", "values"))
    if len(codes) > _MOST_CODES:
        place = container.at(_RULES, index, "exitCodes", "values")
        yield f"there are {len(codes)} exit codes, and at most {_MOST_CODES} are taken", place
