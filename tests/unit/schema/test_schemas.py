"""Which schema an object meets, and what is said where it meets none."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from manifestlint.core.place import At
from manifestlint.schema.compiled import Compiled
from manifestlint.schema.fault import Fault
from manifestlint.schema.schemas import Schemas
from manifestlint.schema.versions import UnknownVersion

UNKNOWN, REMOVED, OUTDATED = "schema-kind-unknown", "api-version-removed", "api-version-deprecated"


def ask(api_version: str, kind: str, version: str | None = None) -> list[tuple[str, str]] | None:
    group, _, name = api_version.rpartition("/")
    data = {"apiVersion": api_version, "kind": kind, "metadata": {"name": "a"}, "spec": {}}
    faults = Schemas(version).check(group, name, kind, data)
    return None if faults is None else [(fault.rule, fault.message) for fault in faults[:1]]


@pytest.mark.parametrize(
    ("api_version", "kind"),
    [
        ("networking.istio.io/v1beta1", "Gateway"),
        ("networking.istio.io/v1", "Ingress"),
        ("serving.knative.dev/v1", "Service"),
        ("example.k8s.io/v1", "Widget"),
        ("gateway.networking.k8s.io/v1", "HTTPRoute"),
        ("snapshot.storage.k8s.io/v1", "VolumeSnapshot"),
        ("apps.openshift.io/v1", "DeploymentConfig"),
        ("apps.example.com/v1", "Deployment"),
    ],
)
def test_somebody_elses_kind_meets_no_schema(api_version: str, kind: str) -> None:
    assert ask(api_version, kind) is None


@pytest.mark.parametrize(
    ("api_version", "kind", "version", "message"),
    [
        ("apps/v1", "Deploymnet", None, 'kind: apps/v1 has no Deploymnet; did you mean "Deployment"?'),
        ("v1", "Deploymen", None, 'kind: v1 has no Deploymen; did you mean "apps/v1 Deployment"?'),
        ("v1", "Thing", None, "kind: v1 has no Thing"),
        ("apps/v2", "Deployment", None, "apiVersion: there is no apps/v2 Deployment; it is apps/v1"),
        ("v1", "Deployment", None, "apiVersion: v1 has no Deployment; it is in apps/v1"),
        ("apps/v1", "Event", None, "apiVersion: apps/v1 has no Event; it is in events.k8s.io/v1 or v1"),
        ("app/v1", "Deployment", None, "apiVersion: app/v1 has no Deployment; it is in apps/v1"),
        (
            "netwroking.k8s.io/v1",
            "Ingress",
            None,
            "apiVersion: netwroking.k8s.io/v1 has no Ingress; it is in networking.k8s.io/v1",
        ),
        (
            "resource.k8s.io/v1",
            "DeviceClass",
            "1.33",
            (
                "apiVersion: resource.k8s.io/v1 DeviceClass comes with Kubernetes 1.34; in 1.33 it is "
                "resource.k8s.io/v1beta2, resource.k8s.io/v1beta1 and resource.k8s.io/v1alpha3"
            ),
        ),
        (
            "admissionregistration.k8s.io/v1",
            "ValidatingAdmissionPolicy",
            "1.27",
            (
                "apiVersion: admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy comes with "
                "Kubernetes 1.30; in 1.27 it is admissionregistration.k8s.io/v1alpha1"
            ),
        ),
    ],
)
def test_unknown_kinds(api_version: str, kind: str, version: str | None, message: str) -> None:
    assert ask(api_version, kind, version) == [(UNKNOWN, message)]


@pytest.mark.parametrize(
    ("api_version", "kind", "since", "way_out"),
    [
        (
            "extensions/v1beta1",
            "Ingress",
            "1.22",
            (
                "write networking.k8s.io/v1 "
                "(a backend is service.name and service.port, and pathType is required)"
            ),
        ),
        (
            "apps/v1beta1",
            "StatefulSet",
            "1.16",
            "write apps/v1 (spec.selector is required and cannot be changed)",
        ),
        ("batch/v1beta1", "CronJob", "1.25", "write batch/v1"),
        (
            "policy/v1beta1",
            "PodSecurityPolicy",
            "1.25",
            "nothing took its place (label the namespace for Pod Security admission)",
        ),
        ("autoscaling/v2beta2", "HorizontalPodAutoscaler", "1.26", "write autoscaling/v2"),
        ("storage.k8s.io/v1beta1", "CSIStorageCapacity", "1.27", "write storage.k8s.io/v1"),
        (
            "flowcontrol.apiserver.k8s.io/v1beta2",
            "FlowSchema",
            "1.29",
            "write flowcontrol.apiserver.k8s.io/v1",
        ),
    ],
)
def test_removed_apis(api_version: str, kind: str, since: str, way_out: str) -> None:
    message = f"apiVersion: {api_version} {kind} was removed in Kubernetes {since}; {way_out}"
    assert ask(api_version, kind) == [(REMOVED, message)]


@pytest.mark.parametrize(
    ("api_version", "kind", "version", "fate"),
    [
        (
            "autoscaling/v2beta2",
            "HorizontalPodAutoscaler",
            "1.25",
            "is removed in Kubernetes 1.26; write autoscaling/v2",
        ),
        (
            "flowcontrol.apiserver.k8s.io/v1beta1",
            "FlowSchema",
            "1.25",
            "is removed in Kubernetes 1.26; write flowcontrol.apiserver.k8s.io/v1beta2",
        ),
        (
            "flowcontrol.apiserver.k8s.io/v1beta3",
            "FlowSchema",
            "1.31",
            "is removed in Kubernetes 1.32; write flowcontrol.apiserver.k8s.io/v1",
        ),
        (
            "resource.k8s.io/v1alpha3",
            "DeviceClass",
            "1.31",
            "is removed in Kubernetes 1.34; write resource.k8s.io/v1, which comes with Kubernetes 1.34",
        ),
        (
            "v1",
            "Endpoints",
            "1.33",
            "is deprecated since Kubernetes 1.33; write discovery.k8s.io/v1 EndpointSlice",
        ),
        ("v1", "ComponentStatus", "1.30", "is deprecated since Kubernetes 1.19; nothing takes its place"),
        (
            "resource.k8s.io/v1beta2",
            "DeviceClass",
            "1.37",
            "is not stable, and a later release drops it; write resource.k8s.io/v1",
        ),
    ],
)
def test_apis_that_will_go(api_version: str, kind: str, version: str, fate: str) -> None:
    assert ask(api_version, kind, version) == [(OUTDATED, f"apiVersion: {api_version} {kind} {fate}")]


def test_an_api_is_judged_by_the_version_asked_for() -> None:
    old, new = (
        ask("autoscaling/v2beta2", "HorizontalPodAutoscaler", version) for version in ("1.25", "1.37")
    )
    assert old is not None
    assert new is not None
    assert (old[0][0], new[0][0]) == (OUTDATED, REMOVED)
    assert [rule for rule, _ in ask("v1", "Endpoints", "1.32") or ()] != [OUTDATED]


def test_an_object_of_a_doomed_api_is_checked_all_the_same() -> None:
    data = {"apiVersion": "v1", "kind": "Endpoints", "metadata": {"name": "a"}, "subset": []}
    faults = Schemas().check("", "v1", "Endpoints", data) or ()
    assert [fault.rule for fault in faults] == [OUTDATED, "schema-field-unknown"]
    assert faults[0].at == At(("apiVersion",))


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(UnknownVersion):
        Schemas("1.9")


class Refuses:
    def faults(self, data: Any) -> Iterator[Fault]:
        yield Fault("schema-value-invalid", f"{data['kind']} is refused", At())


def test_schemas_can_be_added_and_are_made_when_needed() -> None:
    loaded = []

    def load() -> Refuses:
        loaded.append(True)
        return Refuses()

    schemas = Schemas()
    assert schemas.check("example.com", "v1", "Widget", {"kind": "Widget"}) is None
    schemas.add("example.com", "v1", "Widget", load)
    assert not loaded
    for _ in range(2):
        faults = schemas.check("example.com", "v1", "Widget", {"kind": "Widget"})
        assert faults == (Fault("schema-value-invalid", "Widget is refused", At()),)
    assert len(loaded) == 1
    faults = schemas.check("example.com", "v2", "Widget", {"kind": "Widget"})
    message = "apiVersion: there is no example.com/v2 Widget; it is example.com/v1"
    assert faults == (Fault(UNKNOWN, message, At(("apiVersion",))),)


def test_what_is_added_does_not_replace_kubernetes_own() -> None:
    schemas = Schemas()
    schemas.add("", "v1", "ConfigMap", lambda: Compiled({"not": {}}))
    data = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}
    assert schemas.check("", "v1", "ConfigMap", data) == ()


def test_the_engine_is_loaded_only_when_something_is_judged() -> None:
    code = (
        "import sys; from manifestlint.schema.schemas import Schemas; Schemas();"
        "print(sorted({'jsonschema', 'jsonschema_rs', 'kubernetes_validate'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
