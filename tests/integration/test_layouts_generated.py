"""ApplicationSets: the Applications that they make, and the objects that each of these applies.

What is expected stands in each docstring, with Argo CD's documentation, release 3.1.
"""

from pathlib import Path
from textwrap import indent

from tests.integration.layouts import Repository, applied, config
from tests.support import REPOSITORY

GIT = f"repoURL: {REPOSITORY}, revision: HEAD"


def application_set(generators: str, name: str, path: str, namespace: str, *, more: str = "") -> str:
    """An ApplicationSet in Go's template syntax; name, path and namespace are templates."""
    return f"""\
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {{name: set, namespace: argocd}}
spec:
  goTemplate: true
  goTemplateOptions: ["missingkey=error"]
  generators:
{indent(generators, "  ")}
  template:
    metadata: {{name: '{name}'}}
    spec:
      project: default
      source: {{repoURL: {REPOSITORY}, targetRevision: HEAD, path: '{path}'}}
      destination: {{server: https://kubernetes.default.svc, namespace: '{namespace}'}}
{more}"""


def test_git_directories(tmp_path: Path) -> None:
    """Documentation "Git Generator", "Directories" and "Exclude directories": one Application for each
    folder that a pattern takes in and none leaves out, whatever their order; a star stays in one folder."""
    generators = f"""\
- git: {{{GIT}, directories: [{{path: "apps/*"}}, {{path: apps/old, exclude: true}}, {{path: infra/*/eu}}]}}
"""
    repository = Repository(
        tmp_path,
        {
            "set.yaml": application_set(
                generators,
                "{{.path.basename}}-{{index .path.segments 1}}",
                "{{.path.path}}",
                "{{.path.basenameNormalized}}",
            ),
            "apps/web_1/a.yaml": config("a"),
            "apps/web_1/deeper/b.yaml": config("b"),
            "apps/old/c.yaml": config("c"),
            "infra/dns/eu/d.yaml": config("d"),
            "infra/e.yaml": config("e"),
        },
    )
    assert applied(repository) == {
        "web_1-web_1": [("ConfigMap", "web-1", "a", "apps/web_1/a.yaml")],
        "eu-dns": [("ConfigMap", "eu", "d", "infra/dns/eu/d.yaml")],
    }


def test_git_files(tmp_path: Path) -> None:
    """Documentation "Git Generator", "Files": the content of each file gives the parameters; one with a
    list gives several sets; `path` is the folder of the file."""
    repository = Repository(
        tmp_path,
        {
            "set.yaml": application_set(
                f"""- git: {{{GIT}, files: [{{path: "envs/**/config.*"}}]}}\n""",
                "{{.name}}",
                "{{.path.path}}/{{.folder}}",
                "{{.path.basename}}",
            ),
            "envs/dev/config.yaml": "- {name: one, folder: a}\n- {name: two, folder: b}\n",
            "envs/prod/config.json": '{"name": "three", "folder": "a"}\n',
            "envs/dev/a/x.yaml": config("x"),
            "envs/dev/b/y.yaml": config("b"),
            "envs/prod/a/z.yaml": config("z"),
        },
    )
    assert applied(repository) == {
        "one": [("ConfigMap", "dev", "x", "envs/dev/a/x.yaml")],
        "two": [("ConfigMap", "dev", "b", "envs/dev/b/y.yaml")],
        "three": [("ConfigMap", "prod", "z", "envs/prod/a/z.yaml")],
    }


def test_matrix(tmp_path: Path) -> None:
    """Documentation "Matrix Generator": every combination of the two, here stages times folders."""
    generators = f"""\
- matrix:
    generators:
    - list: {{elements: [{{stage: dev}}, {{stage: prod}}]}}
    - git: {{{GIT}, directories: [{{path: "apps/*"}}]}}
"""
    repository = Repository(
        tmp_path,
        {
            "set.yaml": application_set(
                generators, "{{.path.basename}}-{{.stage}}", "{{.path.path}}", "{{.stage}}"
            ),
            "apps/one/a.yaml": config("a"),
            "apps/two/b.yaml": config("b"),
        },
    )
    assert applied(repository) == {
        f"{app}-{stage}": [("ConfigMap", stage, name, f"apps/{app}/{name}.yaml")]
        for stage in ("dev", "prod")
        for app, name in (("one", "a"), ("two", "b"))
    }


def test_merge(tmp_path: Path) -> None:
    """Documentation "Merge Generator": what later generators say for a key overrides the first one's; keys
    that only they have make no Application."""
    generators = f"""\
- merge:
    mergeKeys: [path.basename]
    generators:
    - git: {{{GIT}, directories: [{{path: "apps/*"}}], values: {{space: shared}}}}
    - list:
        elements: [{{path.basename: two, values.space: own}}, {{path.basename: three, values.space: own}}]
"""
    written = application_set(generators, "{{path.basename}}", "{{path}}", "{{values.space}}")
    repository = Repository(
        tmp_path,
        {
            "set.yaml": written.replace("goTemplate: true", "goTemplate: false"),
            "apps/one/a.yaml": config("a"),
            "apps/two/b.yaml": config("b"),
        },
    )
    assert applied(repository) == {
        "one": [("ConfigMap", "shared", "a", "apps/one/a.yaml")],
        "two": [("ConfigMap", "own", "b", "apps/two/b.yaml")],
    }


def test_selector_template_patch_and_functions(tmp_path: Path) -> None:
    """Documentation "Post Selector all generators", "Template Patch" and "Go Template": a selector looks
    at all parameters, `templatePatch` is merged over the template, Sprig's functions work."""
    generators = """\
- list:
    elements:
    - {name: Web, path: web, tier: front}
    - {name: DB, path: db, tier: back}
    - {name: old, path: db, tier: ""}
  selector: {matchExpressions: [{key: tier, operator: In, values: [front, back]}]}
"""
    patch = """\
  templatePatch: |
    {{- if eq .tier "back" }}
    spec: {source: {directory: {recurse: true}}}
    {{- end }}
"""
    repository = Repository(
        tmp_path,
        {
            "set.yaml": application_set(
                generators,
                '{{ .name | lower | trunc 2 | default "x" }}',
                "{{.path}}",
                '{{ printf "%s-%d" .tier (len .name) }}',
                more=patch,
            ),
            "web/a.yaml": config("a"),
            "web/deep/b.yaml": config("b"),
            "db/c.yaml": config("c"),
            "db/deep/d.yaml": config("d"),
        },
    )
    assert applied(repository) == {
        "we": [("ConfigMap", "front-3", "a", "web/a.yaml")],
        "db": [("ConfigMap", "back-2", "c", "db/c.yaml"), ("ConfigMap", "back-2", "d", "db/deep/d.yaml")],
    }
