"""Phases, waves and kinds (Argo CD docs, Sync Phases and Waves; gitops-engine `sync_tasks.go`, v3.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.argocd.order import Phase, is_hook, is_skipped, phases, prune_order, sync_order, wave
from manifestlint.model.resource import Resource, read_resources
from tests.unit.argocd.samples import named, resource, resources


def helm(hook: str, **more: str) -> Resource:
    annotations = {"helm.sh/hook": hook, **more}
    data = {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "j", "annotations": annotations}}
    return next(read_resources(data, "x.yaml", 0))


@pytest.mark.parametrize(
    ("hook", "expected"),
    [
        ("PreSync", (Phase.PRE_SYNC,)),
        ("PostSync, PreSync", (Phase.PRE_SYNC, Phase.POST_SYNC)),
        ("Sync", (Phase.SYNC,)),
        ("SyncFail", (Phase.SYNC_FAIL,)),
        ("Skip", ()),
        ("Skip,PreSync", (Phase.PRE_SYNC,)),
        ("presync", ()),
        ("", ()),
        ("PreDelete", (Phase.PRE_DELETE,)),
        ("PostDelete", (Phase.POST_DELETE,)),
        ("PostDelete,PreSync", (Phase.PRE_SYNC,)),
    ],
)
def test_hooks(hook: str, expected: tuple[Phase, ...]) -> None:
    assert phases(named("Job", "j", hook=hook)) == expected


@pytest.mark.parametrize(
    ("hook", "expected"),
    [
        ("pre-install", (Phase.PRE_SYNC,)),
        ("pre-install,pre-upgrade", (Phase.PRE_SYNC,)),
        ("post-install", (Phase.POST_SYNC,)),
        ("post-delete", (Phase.POST_DELETE,)),
        ("test", ()),
        ("pre-rollback", ()),
        ("crd-install", (Phase.SYNC,)),
    ],
)
def test_helm_hooks(hook: str, expected: tuple[Phase, ...]) -> None:
    assert phases(helm(hook)) == expected


def test_argocds_own_hook_hides_helms() -> None:
    assert phases(helm("pre-install", **{"argocd.argoproj.io/hook": "PostSync"})) == (Phase.POST_SYNC,)
    assert phases(helm("pre-install", **{"argocd.argoproj.io/hook": "nonsense"})) == (Phase.PRE_SYNC,)


def test_what_is_a_hook() -> None:
    assert is_hook(named("Job", "j", hook="anything"))
    assert not is_hook(named("Job", "j", hook="Skip"))
    assert is_skipped(named("Job", "j", hook="Skip"))
    assert not is_hook(helm("crd-install"))
    assert phases(named("Job", "j")) == (Phase.SYNC,)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("3", 3), ("-2", -2), ("+1", 1), ("07", 7), ("1.5", 0), (" 1", 0), ("one", 0), ("", 0), ("9" * 30, 0)],
)
def test_wave(written: str, expected: int) -> None:
    assert wave(named("Pod", "p", sync_wave=written)) == expected


def test_wave_falls_back_on_helms_weight() -> None:
    assert wave(helm("pre-install", **{"helm.sh/hook-weight": "4"})) == 4
    assert wave(helm("pre-install", **{"helm.sh/hook-weight": "4", "argocd.argoproj.io/sync-wave": "x"})) == 4


def test_one_annotation_that_is_no_text_hides_all() -> None:
    found = resource("""\
apiVersion: batch/v1
kind: Job
metadata: {name: j, annotations: {argocd.argoproj.io/hook: PreSync, argocd.argoproj.io/sync-wave: 1}}
""")
    assert (phases(found), wave(found)) == ((Phase.SYNC,), 0)


def steps(objects: list[Resource], namespace: str = "shop") -> list[tuple[str, int, list[str]]]:
    return [
        (step.phase.value, step.wave, [f"{item.id.kind}/{item.id.name}" for item in step.resources])
        for step in sync_order(objects, namespace)
    ]


def test_phase_then_wave_then_kind_then_name() -> None:
    objects = [
        named("Widget", "w"),
        named("Deployment", "b"),
        named("Deployment", "a"),
        named("Service", "z"),
        named("ConfigMap", "late", sync_wave="1"),
        named("Job", "check", hook="PostSync"),
        named("Job", "migrate", hook="PreSync", sync_wave="5"),
        named("Job", "rescue", hook="SyncFail"),
        named("Job", "never", hook="never"),
        named("Job", "gone", hook="PostDelete"),
        named("Secret", "early", sync_wave="-1"),
    ]
    assert steps(objects) == [
        ("PreSync", 5, ["Job/migrate"]),
        ("Sync", -1, ["Secret/early"]),
        ("Sync", 0, ["Service/z", "Deployment/a", "Deployment/b", "Widget/w"]),
        ("Sync", 1, ["ConfigMap/late"]),
        ("PostSync", 0, ["Job/check"]),
        ("SyncFail", 0, ["Job/rescue"]),
    ]


def test_a_hook_of_two_phases_runs_twice() -> None:
    assert [phase for phase, _, _ in steps([named("Job", "j", hook="PreSync,PostSync")])] == [
        "PreSync",
        "PostSync",
    ]


def test_a_namespace_is_pulled_before_the_first_object_in_it() -> None:
    objects = [
        named("Namespace", "shop", sync_wave="3"),
        named("ConfigMap", "c"),
        named("Job", "migrate", hook="PreSync", sync_wave="-1"),
    ]
    assert steps(objects) == [
        ("PreSync", -1, ["Namespace/shop", "Job/migrate"]),
        ("Sync", 0, ["ConfigMap/c"]),
    ]
    assert steps([objects[0], objects[1]], "other") == [
        ("Sync", 0, ["ConfigMap/c"]),
        ("Sync", 3, ["Namespace/shop"]),
    ]


def test_a_definition_is_pulled_before_the_first_object_of_its_kind() -> None:
    objects = resources("""\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com, annotations: {argocd.argoproj.io/sync-wave: "2"}}
spec: {group: example.com, names: {kind: Widget}}
---
apiVersion: example.com/v1
kind: Widget
metadata: {name: w, annotations: {argocd.argoproj.io/sync-wave: "1"}}
---
apiVersion: other.com/v1
kind: Widget
metadata: {name: stranger}
""")
    assert steps(objects) == [
        ("Sync", 0, ["Widget/stranger"]),
        ("Sync", 1, ["CustomResourceDefinition/widgets.example.com", "Widget/w"]),
    ]


def test_pruning_goes_backwards() -> None:
    objects = [named("Pod", name, sync_wave=number) for name, number in [("a", "0"), ("b", "1"), ("c", "7")]]
    pruned = prune_order(objects)
    assert [(step.wave, [item.id.name for item in step.resources]) for step in pruned] == [
        (0, ["c"]),
        (1, ["b"]),
        (7, ["a"]),
    ]


def test_pruned_last_is_behind_every_wave() -> None:
    objects = [named("Pod", "a"), named("Pod", "b", sync_options="PruneLast=true")]
    assert [(step.wave, len(step.resources)) for step in prune_order(objects)] == [(0, 1), (1, 1)]
    applied = [named("Pod", "x", sync_wave="4")]
    assert [step.wave for step in prune_order(objects, applied, prune_last=True)] == [5]


OBJECTS = st.lists(
    st.builds(
        lambda kind, name, number, hook: named(kind, name, sync_wave=str(number), hook=hook),
        st.sampled_from(["Namespace", "Pod", "Service", "Widget"]),
        st.sampled_from("abc"),
        st.integers(-2, 2),
        st.sampled_from(["PreSync", "Sync", "PostSync", "Sync,PostSync"]),
    ),
    max_size=8,
)


@given(OBJECTS)
def test_every_object_comes_once_for_each_phase_and_steps_rise(objects: list[Resource]) -> None:
    found = sync_order(objects, "a")
    assert sum(len(step.resources) for step in found) == sum(len(phases(item)) for item in objects)
    order = [(list(Phase).index(step.phase), step.wave) for step in found]
    assert order == sorted(set(order))
