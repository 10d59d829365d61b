"""What a bundle finds in its cluster."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest
import yaml

from manifestlint.model.bundle import Bundle
from manifestlint.model.destination import Destination, Gap, Landscape
from manifestlint.model.facts import Facts, read_facts
from manifestlint.model.resource import read_resources

_NUMBERS = count()


def read(document: str) -> Iterator[Facts]:
    for each in yaml.safe_load_all(document):
        yield from map(read_facts, read_resources(each, f"{next(_NUMBERS)}.yaml", 0))


def bundle(name: str, *documents: str, cluster: str | None = None, namespace: str = "") -> Bundle:
    members = tuple(facts for document in documents for facts in read(document))
    return Bundle(name, members, namespace, cluster=cluster)


def config(name: str, namespace: str = "") -> str:
    where = f", namespace: {namespace}" if namespace else ""
    return f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}{where}}}\n"


WEB = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"


def seen_by(own: Bundle, *others: Bundle, gaps: tuple[Gap, ...] = ()) -> Destination:
    landscape = Landscape((own, *others), gaps, lambda kind, *_: kind == "Gateway")
    return Destination(landscape, own)


def test_objects_are_found_where_they_land() -> None:
    here = seen_by(bundle("a", config("one"), config("two", "other"), cluster="", namespace="shop"))
    assert here.exists("ConfigMap", "shop", "one")
    assert not here.exists("ConfigMap", "shop", "two")
    assert [each.namespace for each in here.elsewhere("ConfigMap", "shop", "two")] == ["other"]
    assert here.close_to("ConfigMap", "shop", "onne") == "one"
    assert here.exists("Gateway", "", "any"), "the PolicySet says so"
    assert here.exists("ConfigMap", "shop", "kube-root-ca.crt")


@pytest.mark.parametrize(
    ("own", "other", "found"),
    [("", "", True), ("https://a", "https://b", False), (None, "https://b", True), ("", None, True)],
)
def test_only_what_may_land_in_the_same_cluster_counts(
    own: str | None, other: str | None, found: bool
) -> None:
    here = seen_by(bundle("a", cluster=own), bundle("b", config("one", "shop"), cluster=other))
    assert here.exists("ConfigMap", "shop", "one") is found


def test_bundles_with_a_workload_in_common_are_alternatives() -> None:
    dev, prod = bundle("dev", WEB, config("settings")), bundle("prod", WEB)
    assert not seen_by(prod, dev).exists("ConfigMap", "", "settings")
    assert seen_by(bundle("prod"), dev).exists("ConfigMap", "", "settings")


def test_operators_name_what_they_make_after_their_object() -> None:
    broker = "apiVersion: brokers.example.org/v1\nkind: Broker\nmetadata: {name: queue}\n"
    here = seen_by(bundle("a", broker, cluster="", namespace="shop"))
    assert here.exists("Secret", "shop", "queue-login")
    assert here.exists("Service", "shop", "broker-queue")
    assert here.exists("Secret", "shop", "user.queue.login")
    assert not here.exists("Secret", "shop", "queues")
    assert not here.exists("Secret", "other", "queue-login")


def test_a_rollout_makes_nothing_by_its_name() -> None:
    rollout = "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: web}\n"
    assert not seen_by(bundle("a", rollout)).exists("ConfigMap", "", "web-settings")


def test_a_job_may_make_what_its_commands_name() -> None:
    job = (
        "apiVersion: batch/v1\nkind: Job\nmetadata: {name: make}\n"
        "spec: {template: {spec: {containers: [{name: a, command: [kubectl, create, token]}]}}}"
    )
    here = seen_by(bundle("a", job, namespace="shop"))
    assert here.exists("Secret", "shop", "token")
    assert not here.exists("Secret", "other", "token")
    assert not here.exists("Service", "shop", "token"), "it may as well call it"


def test_a_chart_of_flux_may_bring_anything_to_its_namespace() -> None:
    release = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: db}\n"
    here = seen_by(bundle("a", release, namespace="shop"))
    assert here.exists("Service", "shop", "any")
    assert here.exists("ClusterRole", "", "any")
    assert not here.exists("Service", "other", "any")


def test_what_only_gets_keys_does_not_exist_by_them() -> None:
    merged = (
        "apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: login}\n"
        "spec: {target: {creationPolicy: Merge}}"
    )
    here = seen_by(bundle("a", merged))
    assert not here.exists("Secret", "", "login")
    assert here.find("Secret", "", "login")
    assert not list(here.brings("Secret", ""))


@pytest.mark.parametrize(
    ("kind", "namespace", "name", "given"),
    [
        ("Role", "shop", "extension-apiserver-authentication-reader", False),
        ("Role", "kube-public", "system:controller:bootstrap-signer", True),
        ("PriorityClass", "", "system-node-critical", True),
        ("PriorityClass", "", "system-mine", False),
        ("ClusterRole", "", "system:auth-delegator", True),
        ("ServiceAccount", "shop", "pipeline", True),
    ],
)
def test_clusters_bring_some_objects_themselves(kind: str, namespace: str, name: str, given: bool) -> None:
    assert seen_by(bundle("a")).exists(kind, namespace, name) is given


@pytest.mark.parametrize(
    ("gap", "known"),
    [
        (Gap("", "shop"), ("other",)),
        (Gap("https://b", None), ("", "shop", "other")),
        (Gap(None, None), ()),
    ],
)
def test_what_is_applied_unseen_leaves_a_gap(gap: Gap, known: tuple[str, ...]) -> None:
    here = seen_by(bundle("a", cluster=""), gaps=(gap,))
    assert tuple(each for each in ("", "shop", "other") if here.is_known(each)) == known


@pytest.mark.parametrize(("cluster", "known"), [("", False), ("https://b", True), (None, True)])
def test_what_cannot_be_read_may_bring_anything_to_its_cluster(cluster: str | None, known: bool) -> None:
    broken = replace(bundle("b", cluster=cluster), partial=True)
    assert seen_by(bundle("a", cluster=""), broken).is_known("shop") is known
