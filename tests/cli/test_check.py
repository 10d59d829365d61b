"""`manifestlint check`: what is read, what is printed where, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.cli.conftest import CLEAN, DEPLOYMENT, SERVICE, Run, Write

POLICY = "apiVersion: manifestlint.dev/v1\nkind: PolicySet\nmetadata: {name: t}\nspec:\n  manifests: [m/]\n"


def report(result: Result) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(result.stdout)
    return content


def found(result: Result) -> list[tuple[str, str, int]]:
    return [(item["rule"], item["path"], item["line"]) for item in report(result)["findings"]]


def test_clean(run: Run, write: Write) -> None:
    write("web.yaml", CLEAN)
    result = run("check", ".")
    assert result.exit_code == 0
    assert "1 file, 1 resource, 1 bundle" in result.stdout


def test_finding_is_shown_at_its_place(run: Run, write: Write) -> None:
    write("web.yaml", DEPLOYMENT)
    result = run("check")
    assert result.exit_code == 1
    frame = (
        "web.yaml:18:16 error image-tag-mutable\n"
        '  Deployment shop/web, container web: image "example/web:latest" can change without a commit\n'
        "     |\n"
        "  18 |         image: example/web:latest\n"
        "     |                ^^^^^^^^^^^^^^^^^^\n"
    )
    assert frame in result.stdout


def test_json_is_the_contract_and_nothing_else(run: Run, write: Write) -> None:
    write("web.yaml", DEPLOYMENT)
    result = run("check", "--format", "json", ".")
    content = report(result)
    told = ["findings", "failures", "notes", "applications", "statistics", "summary"]
    assert list(content) == ["version", "tool", *told]
    finding = content["findings"][0]
    assert finding["rule"] == "image-tag-mutable"
    assert finding["pointer"] == "/spec/template/spec/containers/0/image"
    assert [finding[k] for k in ("line", "column", "end_line", "end_column")] == [18, 16, 18, 34]
    assert finding["resource"] == {
        "group": "apps",
        "version": "v1",
        "kind": "Deployment",
        "namespace": "shop",
        "name": "web",
    }
    assert finding["status"] == "active"
    assert finding["bundles"] == ["."]
    assert finding["fingerprint"]
    assert content["summary"]["errors"] == 1
    assert content["summary"]["resources"] == 1


def test_one_run_feeds_several_formats(run: Run, write: Write, tmp_path: Path) -> None:
    write("web.yaml", DEPLOYMENT)
    result = run("check", "--format", "text", "--format", "json:out.json")
    assert "image-tag-mutable" in result.stdout
    assert json.loads((tmp_path / "out.json").read_text())["summary"]["errors"] == 1


@pytest.mark.parametrize("argument", ["nowhere.yaml", "no/such/folder"])
def test_path_that_does_not_exist(run: Run, argument: str) -> None:
    result = run("check", argument)
    assert result.exit_code == 2
    assert argument in result.stderr
    assert result.stdout == ""


def test_nothing_to_check_is_not_green(run: Run, write: Write) -> None:
    write("compose.yaml", "services: {}\n")
    result = run("check", "--format", "json", ".")
    assert result.exit_code == 2
    assert "nothing to check" in report(result)["notes"][0]
    assert report(result)["summary"]["skipped_files"] == 1


@pytest.mark.parametrize("path", ["m/notes.txt", "m/empty.yaml", "m/folder", "m/build"])
def test_path_with_nothing_to_check_is_not_green(run: Run, write: Write, tmp_path: Path, path: str) -> None:
    write("policies/p.yaml", POLICY)
    write("m/web.yaml", CLEAN)
    write("m/notes.txt", "")
    write("m/empty.yaml", "")
    write("m/build/readme.md", "")
    (tmp_path / "m" / "folder").mkdir()
    for paths in ((path,), ("m/web.yaml", path) if path in {"m/folder", "m/build"} else (path,)):
        result = run("check", *paths)
        assert result.exit_code == 2
        assert "no verdict" in result.stdout


def test_named_file_is_read_whatever_it_is_called(run: Run, write: Write) -> None:
    write("policies/p.yaml", POLICY)
    write("m/web.txt", DEPLOYMENT)
    assert found(run("check", "--format", "json", "m/web.txt")) == [("image-tag-mutable", "m/web.txt", 18)]


def test_stdin_without_a_name_inside_the_manifests(run: Run, write: Write) -> None:
    write("policies/p.yaml", POLICY.replace("  manifests: [m/]\n", "  profile: recommended\n"))
    write("m/web.yaml", CLEAN)
    assert run("check", "-", stdin=DEPLOYMENT.encode()).exit_code == 1


@pytest.mark.parametrize(
    "change", [("kind: Service\n", ""), ("kind: Service", "kind: 5"), ("apiVersion: v1", "apiVersion: 1")]
)
def test_object_without_kind_is_told_wherever_it_is_met(
    run: Run, write: Write, change: tuple[str, str]
) -> None:
    write("service.yaml", SERVICE.replace(*change))
    write("web.yaml", CLEAN)
    result = run("check", "--format", "json", ".")
    assert result.exit_code == 1
    assert found(result) == [("schema-kind-unknown", "service.yaml", 1)]


def test_what_cannot_be_rendered_is_not_green(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    write("a/kustomization.yaml", "resources: [web.yaml]\n")
    write("a/web.yaml", CLEAN)
    write("web.yaml", DEPLOYMENT)
    result = run("check", "--format", "json", ".")
    assert result.exit_code == 3
    assert [(item["kind"], item["path"]) for item in report(result)["failures"]] == [("not-renderable", "a")]
    assert found(result) == [("image-tag-mutable", "web.yaml", 18)]


def test_two_formats_cannot_share_standard_output(run: Run, write: Write) -> None:
    write("web.yaml", CLEAN)
    assert run("check", "--format", "json", "--format", "text").exit_code == 2
    assert run("check", "--format", "json:nowhere/x.json").exit_code == 2


def test_broken_policyset_prints_the_report(run: Run, write: Write) -> None:
    write("policies/p.yaml", POLICY + "  profle: strict\n")
    write("m/web.yaml", CLEAN)
    result = run("check", "--format", "json")
    assert result.exit_code == 2
    assert found(result) == [("policyset-invalid", "policies/p.yaml", 6)]
    assert "profile" in report(result)["findings"][0]["message"]


def test_admission_policy_is_never_silent(run: Run, write: Write) -> None:
    write("policies/p.yaml", POLICY)
    policy = (
        "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {name: x}\n"
    )
    write("policies/vap.yaml", policy)
    write("m/web.yaml", CLEAN)
    result = run("check", "--format", "json")
    assert result.exit_code == 3
    assert [item["kind"] for item in report(result)["failures"]] == ["policy-not-evaluated"]


def test_path_inside_the_manifests_is_judged_in_their_context(run: Run, write: Write) -> None:
    write("policies/p.yaml", POLICY)
    write("m/web.yaml", CLEAN)
    write("m/service.yaml", SERVICE)
    assert run("check", "m/service.yaml").exit_code == 0


def test_path_inside_reports_only_itself(run: Run, write: Write) -> None:
    write("policies/p.yaml", POLICY)
    write("m/web.yaml", DEPLOYMENT)
    write("m/service.yaml", SERVICE)
    assert run("check", "m/service.yaml").exit_code == 0
    assert run("check", "m").exit_code == 1


def test_path_outside_the_manifests_is_a_world_of_its_own(run: Run, write: Write) -> None:
    write("policies/p.yaml", POLICY)
    write("m/web.yaml", CLEAN)
    write("other/service.yaml", SERVICE)
    write("other/api.yaml", CLEAN.replace("app: web", "app: api"))
    result = run("check", "--format", "json", "--select", "service-selects-nothing", "other")
    assert found(result) == [("service-selects-nothing", "other/service.yaml", 6)]


def test_check_reads_only_the_manifests_of_the_policyset(run: Run, write: Write) -> None:
    write("policies/p.yaml", POLICY)
    write("m/web.yaml", CLEAN)
    write("other/web.yaml", DEPLOYMENT)
    assert run("check", ".").exit_code == 0


def test_policies_from_elsewhere(run: Run, write: Write) -> None:
    write("team/policies/p.yaml", POLICY + "  rules: {image-tag-mutable: warning}\n")
    write("repo/m/web.yaml", DEPLOYMENT)
    result = run("check", "--format", "json", "--policies", "team/policies", "repo")
    assert result.exit_code == 0
    assert report(result)["findings"][0]["severity"] == "warning"


def test_paths_under_different_policies(run: Run, write: Write) -> None:
    for name in ("a", "b"):
        write(f"{name}/policies/p.yaml", POLICY)
        write(f"{name}/m/web.yaml", CLEAN)
    result = run("check", "a", "b")
    assert result.exit_code == 2
    assert "a/policies" in result.stderr


def test_stdin_stands_for_a_file(run: Run, write: Write) -> None:
    write("policies/p.yaml", POLICY)
    write("m/web.yaml", CLEAN)
    write("m/service.yaml", SERVICE)
    result = run(
        "check", "-", "--stdin-filename", "m/web.yaml", "--format", "json", stdin=DEPLOYMENT.encode()
    )
    assert result.exit_code == 1
    assert found(result) == [("image-tag-mutable", "m/web.yaml", 18)]


def test_stdin_alone(run: Run) -> None:
    result = run("check", "-", "--format", "json", stdin=DEPLOYMENT.encode())
    assert ("image-tag-mutable", "<stdin>", 18) in found(result)


def test_select_ignore_profile_and_fail_on(run: Run, write: Write) -> None:
    write("web.yaml", DEPLOYMENT)
    assert run("check", "--ignore", "image-tag-mutable").exit_code == 0
    assert run("check", "--select", "readiness-probe-missing").exit_code == 0
    strict = run("check", "--profile", "strict", "--format", "json", "--ignore", "image-tag-mutable")
    assert "image-digest-missing" in {rule for rule, _, _ in found(strict)}
    assert run("check", "--select", "image-digest-missing", "--fail-on", "warning").exit_code == 1
    unknown = run("check", "--select", "image-tag-mutabel")
    assert unknown.exit_code == 2
    assert "image-tag-mutable" in unknown.stderr


def test_walking_skips_what_is_no_manifest_and_naming_does_not(run: Run, write: Write) -> None:
    write("web.yaml", CLEAN)
    write("values.yaml", "country: no\n")
    assert run("check", ".").exit_code == 0
    named = run("check", "--format", "json", "values.yaml")
    assert named.exit_code == 1
    assert ("schema-kind-unknown", "values.yaml", 1) in found(named)


def test_helm_templates_are_skipped_and_counted(run: Run, write: Write) -> None:
    write("web.yaml", CLEAN)
    write("chart/Chart.yaml", "apiVersion: v2\nname: x\nversion: 0.1.0\n")
    write("chart/templates/web.yaml", "kind: Pod\napiVersion: v1\n{{- if .Values.x }}\n{{- end }}\n")
    write("loose.yaml", "kind: Pod\napiVersion: v1\nmetadata:\n  name: {{ .Release.Name }}\n")
    result = run("check", "--format", "json", ".")
    assert result.exit_code == 3
    assert report(result)["summary"]["skipped_files"] == 3
    assert [item["kind"] for item in report(result)["failures"]] == ["not-renderable"]
    named = run("check", "--format", "json", "loose.yaml")
    assert [rule for rule, _, _ in found(named)] == ["yaml-syntax"]


def test_version_and_completion(run: Run) -> None:
    assert run("--version").stdout.startswith("manifestlint, version ")
    assert "_MANIFESTLINT_COMPLETE" in run("completion", "zsh").stdout


def test_every_mistake_of_an_object_is_told(run: Run, write: Write) -> None:
    broken = (
        CLEAN.replace("replicas: 2", 'replicas: "2"')
        .replace("  selector:", "  minReadySecs: 5\n  selector:")
        .replace("- name: web\n", "- name: Web_1\n")
        .replace("port: 80", "port: 80000")
        .replace("  namespace: shop", "  namespace: shop\n  labels: {team: -a-}")
    )
    write("web.yaml", broken)
    rules = {rule for rule, _, _ in found(run("check", "--format", "json"))}
    assert rules == {
        "schema-type-wrong",
        "schema-field-unknown",
        "container-name-invalid",
        "handler-invalid",
        "label-invalid",
    }


AUTOSCALER = """\
apiVersion: autoscaling/v2beta2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop}
spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
"""


def test_can_we_upgrade(run: Run, write: Write) -> None:
    write("web.yaml", CLEAN.replace("  replicas: 2\n", ""))
    write("scaler.yaml", AUTOSCALER)
    before = run("check", "--kubernetes-version", "1.25", "--format", "json")
    assert before.exit_code == 0
    assert [rule for rule, _, _ in found(before)] == ["api-version-deprecated"]
    after = run("check", "--kubernetes-version", "v1.37.2", "--format", "json")
    assert found(after) == [("api-version-removed", "scaler.yaml", 1)]
    message = report(after)["findings"][0]["message"]
    assert "was removed in Kubernetes 1.26; write autoscaling/v2" in message
    unknown = run("check", "--kubernetes-version", "1.9")
    assert unknown.exit_code == 2
    assert "1.25" in unknown.stderr


def test_custom_resources_are_judged_by_the_crds_beside_them(run: Run, write: Write) -> None:
    schema = "{type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}"
    crd = (
        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"
        "metadata: {name: widgets.example.com}\n"
        "spec:\n  group: example.com\n  scope: Namespaced\n  names: {kind: Widget, plural: widgets}\n"
        f"  versions: [{{name: v1, served: true, storage: true, schema: {{openAPIV3Schema: {schema}}}}}]\n"
    )
    widget = "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\nspec: {size: big}\n"
    write("m/widget.yaml", widget)
    write("policies/p.yaml", POLICY)
    assert [rule for rule, _, _ in found(run("check", "--format", "json"))] == ["schema-not-available"]
    write("crds/widget.yaml", crd)
    write("policies/p.yaml", POLICY + "  schemas: [crds/]\n")
    assert found(run("check", "--format", "json")) == [("schema-type-wrong", "m/widget.yaml", 4)]
