"""`manifestlint apps`: what is shown, and how it ends."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import CLEAN, SERVICE, Run, Write

POLICIES = """\
apiVersion: manifestlint.dev/v1
kind: PolicySet
metadata: {name: t}
spec: {repositories: [https://git.example.com/team/deploy]}
"""
APPLICATION = """\
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop, namespace: argocd}
spec:
  source: {repoURL: https://git.example.com/team/deploy.git, path: shop}
  destination: {name: far, namespace: shop}
  syncPolicy: {automated: {prune: true}, syncOptions: [CreateNamespace=true]}
"""
JOB = """\
apiVersion: batch/v1
kind: Job
metadata: {name: migrate, annotations: {argocd.argoproj.io/hook: PreSync}}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: "a:v1"}]}}}
"""


def shop(write: Write) -> None:
    write("policies/p.yaml", POLICIES)
    write("apps/shop.yaml", APPLICATION)
    write("shop/all.yaml", f"{SERVICE}---\n{CLEAN}---\n{JOB}")


def test_text(run: Run, write: Write) -> None:
    shop(write)
    result = run("apps")
    assert result.exit_code == 0
    assert result.stdout == (
        "shop (argocd)  apps/shop.yaml:2\n"
        "  source       this repository at HEAD, shop (plain files)\n"
        "  destination  far, namespace shop\n"
        "  project      default\n"
        "  sync         automatic with prune, without self-heal; CreateNamespace=true\n"
        "  applies      PreSync\n"
        "                 Job         migrate  shop/all.yaml:31\n"
        "               Sync\n"
        "                 Service     web      shop/all.yaml:2\n"
        "                 Deployment  web      shop/all.yaml:9\n"
        "\n"
        "applied by no Application\n"
        "  .  Application (plain files)\n"
        "\n"
        "1 Application, 3 objects; 1 object applied by no Application\n"
    )


def test_findings_are_not_its_business(run: Run, write: Write) -> None:
    shop(write)
    write("shop/all.yaml", CLEAN.replace("v1.0.0", "latest"))
    assert run("check").exit_code == 1
    assert run("apps").exit_code == 0


def test_json(run: Run, write: Write) -> None:
    shop(write)
    content = json.loads(run("apps", "--format", "json").stdout)
    assert list(content) == ["version", "tool", "applications", "unclaimed", "links", "unchecked", "notes"]
    application = content["applications"][0]
    assert [(item["resource"]["kind"], item["phase"]) for item in application["objects"]] == [
        ("Job", "PreSync"),
        ("Service", "Sync"),
        ("Deployment", "Sync"),
    ]
    edge = application["edges"][0]
    assert (edge["from"]["kind"], edge["relation"], edge["to"]["kind"]) == (
        "Service",
        "selects",
        "Deployment",
    )
    of_check = json.loads(run("check", "--format", "json").stdout)["applications"]
    assert of_check == {key: content[key] for key in ("applications", "unclaimed", "links", "unchecked")}


def test_several_formats_in_one_run(run: Run, write: Write, tmp_path: Path) -> None:
    shop(write)
    result = run("apps", "--format", "svg:a.svg", "--format", "dot")
    assert result.exit_code == 0
    assert result.stdout.startswith("digraph applications {")
    assert ElementTree.parse(tmp_path / "a.svg").getroot().attrib["role"] == "img"  # noqa: S314


def test_without_an_application_the_bundles_are_shown(run: Run, write: Write) -> None:
    write("web.yaml", CLEAN)
    result = run("apps", ".")
    assert result.exit_code == 0
    assert "  .  Deployment (plain files)\n" in result.stdout
    assert "no Application among these files; 1 object applied by no Application\n" in result.stdout


def test_what_cannot_be_rendered_ends_in_3_and_the_rest_is_shown(run: Run, write: Write) -> None:
    shop(write)
    write(
        "apps/broken.yaml",
        APPLICATION.replace("name: shop,", "name: broken,").replace("path: shop", "path: b"),
    )
    write("b/kustomization.yaml", "resources: [missing.yaml]\n")
    result = run("apps")
    assert result.exit_code == 3
    assert "not checked b\n    Application broken: " in result.stdout
    assert "Job         migrate" in result.stdout


def test_what_lies_elsewhere_is_said(run: Run, write: Write) -> None:
    write("app.yaml", APPLICATION)
    result = run("apps")
    assert result.exit_code == 0
    source = "git.example.com/team/deploy at HEAD, shop - not shown: another repository is not fetched"
    assert source in " ".join(result.stdout.split())
    assert "applies      nothing that is known here" in result.stdout


def test_unread_file_is_named(run: Run, write: Write) -> None:
    shop(write)
    write("shop/broken.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x\n")
    result = run("apps")
    assert "note shop/broken.yaml\n    it is no YAML that Kubernetes can read" in result.stdout


def test_nothing_to_show(run: Run) -> None:
    result = run("apps", ".")
    assert result.exit_code == 2
    assert "nothing was checked in ." in result.stdout


def test_broken_policies_are_told_on_stderr(run: Run, write: Write) -> None:
    write("policies/p.yaml", POLICIES.replace("spec:", "spce:"))
    write("web.yaml", CLEAN)
    result = run("apps")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "policyset-invalid" in result.stderr


def test_colours_only_where_they_are_wanted(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    shop(write)
    assert "\x1b" not in run("apps").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1mshop\x1b[0m (argocd)" in run("apps").stdout
