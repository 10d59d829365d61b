"""`manifestlint set-image`: what is written, said, and how it ends."""

import json

from tests.cli.conftest import CLEAN, Run, Write

KUSTOMIZATION = "images:\n- name: example/web\n  newTag: v1.0.0\n"
POLICIES = """\
apiVersion: manifestlint.dev/v1
kind: PolicySet
metadata: {name: t}
spec: {manifests: [k8s/]}
"""


def test_changes_and_tells(run: Run, write: Write) -> None:
    web = write("k8s/web.yaml", CLEAN)
    kustomization = write("k8s/kustomization.yaml", KUSTOMIZATION)
    result = run("set-image", "example/web:v1.0.1")
    assert result.exit_code == 0
    assert result.stdout == (
        "k8s/kustomization.yaml:3: v1.0.0 -> v1.0.1\n"
        "k8s/web.yaml:18: example/web:v1.0.0 -> example/web:v1.0.1\n"
        "2 changed, 0 already so\n"
    )
    assert web.read_text() == CLEAN.replace("v1.0.0", "v1.0.1")
    assert kustomization.read_text() == KUSTOMIZATION.replace("v1.0.0", "v1.0.1")
    again = run("set-image", "example/web:v1.0.1")
    assert (again.exit_code, again.stdout) == (0, "nothing to do: 2 already so\n")


def test_check_writes_nothing(run: Run, write: Write) -> None:
    web = write("web.yaml", CLEAN)
    result = run("set-image", "--check", "example/web:v1.0.1")
    assert result.exit_code == 1
    assert result.stdout.endswith("1 would change, 0 already so\n")
    assert web.read_text() == CLEAN
    assert run("set-image", "--check", "example/web:v1.0.0").exit_code == 0


def test_json(run: Run, write: Write) -> None:
    write("web.yaml", CLEAN)
    result = run("set-image", "--format", "json", "example/web:v1.0.1", "web.yaml")
    assert json.loads(result.stdout) == {
        "changed": [
            {"path": "web.yaml", "line": 18, "old": "example/web:v1.0.0", "new": "example/web:v1.0.1"}
        ],
        "unchanged": [],
        "failed": [],
    }


def test_nothing_matches(run: Run, write: Write) -> None:
    write("web.yaml", CLEAN)
    result = run("set-image", "example/other:v1.0.1")
    assert (result.exit_code, result.stdout) == (1, "nothing names the repository of example/other:v1.0.1\n")


def test_bad_references(run: Run, write: Write) -> None:
    write("web.yaml", CLEAN)
    for reference, reason in {
        "Example/web:v1": "upper case",
        "example/web": "no tag and no digest",
        "example/web:": "the tag is empty",
        "example/web:${TAG}": "placeholder",
    }.items():
        result = run("set-image", reference)
        assert result.exit_code == 2
        assert reason in result.stderr
    assert run("set-image", "example/web:v1.0.1", "nowhere").exit_code == 2


def test_reads_what_the_policies_say(run: Run, write: Write) -> None:
    write("policies/p.yaml", POLICIES)
    write("k8s/web.yaml", CLEAN)
    sample = write("docs/web.yaml", CLEAN)
    assert run("set-image", "example/web:v1.0.1").exit_code == 0
    assert sample.read_text() == CLEAN
    assert run("set-image", "example/web:v1.0.1", "docs").exit_code == 0
    assert "v1.0.1" in sample.read_text()


def test_a_file_that_is_named_is_taken_for_values(run: Run, write: Write) -> None:
    production = write("prod.yaml", "image: {repository: example/web, tag: v1.0.0}\n")
    assert run("set-image", "example/web:v1.0.1", ".").exit_code == 1
    assert run("set-image", "example/web:v1.0.1", "prod.yaml").exit_code == 0
    assert production.read_text() == "image: {repository: example/web, tag: v1.0.1}\n"


def test_what_could_not_be_changed_is_told(run: Run, write: Write) -> None:
    write("k8s/web.yaml", CLEAN)
    write("k8s/broken.yaml", CLEAN.replace("spec:\n", "spec: [\n", 1))
    result = run("set-image", "example/web:v1.0.1")
    assert result.exit_code == 3
    assert "k8s/web.yaml:18: example/web:v1.0.0 -> example/web:v1.0.1" in result.stdout
    assert "k8s/broken.yaml:" in result.stderr
