"""Who holds what roles allow."""

from dataclasses import replace

import yaml

from manifestlint.model.bundle import Bundle
from manifestlint.model.destination import Destination, Landscape
from manifestlint.model.facts import read_facts
from manifestlint.model.resource import read_resources


def text(kind: str, name: str, **fields: object) -> str:
    head = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": kind}
    return yaml.safe_dump({**head, "metadata": {"name": name}, **fields})


def role(kind: str, name: str, resource: str = "pods") -> str:
    return text(kind, name, rules=[{"apiGroups": [""], "resources": [resource], "verbs": ["get"]}])


def binding(kind: str, name: str, role_kind: str, role_name: str) -> str:
    return text(kind, name, roleRef={"kind": role_kind, "name": role_name})


def placed(*bundles: Bundle) -> list[Bundle]:
    landscape = Landscape(bundles, (), lambda *_: False)
    return [replace(each, destination=Destination(landscape, each)) for each in bundles]


def bundle(name: str, *documents: str, namespace: str = "shop") -> Bundle:
    members = [
        read_facts(each)
        for index, document in enumerate(documents)
        for each in read_resources(yaml.safe_load(document), f"{name}-{index}.yaml", 0)
    ]
    return Bundle(name, tuple(members), namespace, cluster="")


def held(bundle: Bundle) -> list[tuple[str, str, list[str]]]:
    """Who is told, the role, and the resources that its rules are about."""
    return [
        (str(each.facts.id), str(each.role.id), [grant.resources[0] for _, grant in each.grants])
        for each in bundle.holdings
    ]


def test_a_binding_has_the_rules_of_its_role() -> None:
    (own,) = placed(bundle("a", role("Role", "reader"), binding("RoleBinding", "web", "Role", "reader")))
    assert held(own) == [("RoleBinding web", "Role reader", ["pods"])]


def test_a_role_that_nothing_binds_is_told_itself() -> None:
    (own,) = placed(bundle("a", role("Role", "reader"), binding("RoleBinding", "web", "Role", "other")))
    assert held(own) == [("Role reader", "Role reader", ["pods"])]


def test_roles_are_found_in_other_bundles() -> None:
    roles = bundle("roles", role("ClusterRole", "reader"))
    bindings = bundle("bindings", binding("RoleBinding", "web", "ClusterRole", "reader"))
    roles, bindings = placed(roles, bindings)
    assert held(roles) == []
    assert held(bindings) == [("RoleBinding web", "ClusterRole reader", ["pods"])]


def test_a_role_of_another_namespace_is_another_role() -> None:
    roles = bundle("roles", role("Role", "reader"), namespace="other")
    bindings = bundle("bindings", binding("RoleBinding", "web", "Role", "reader"))
    roles, bindings = placed(roles, bindings)
    assert held(roles) == [("Role reader", "Role reader", ["pods"])]
    assert held(bindings) == []


def test_an_aggregated_role_has_the_rules_that_it_gathers_and_no_others() -> None:
    gathering = yaml.safe_load(role("ClusterRole", "team", "services"))
    gathering["aggregationRule"] = {"clusterRoleSelectors": [{"matchLabels": {"for": "team"}}]}
    part = yaml.safe_load(role("ClusterRole", "part", "secrets"))
    part["metadata"]["labels"] = {"for": "team"}
    (own,) = placed(bundle("a", yaml.safe_dump(gathering), yaml.safe_dump(part)))
    assert held(own) == [("ClusterRole team", "ClusterRole team", ["secrets"])]
