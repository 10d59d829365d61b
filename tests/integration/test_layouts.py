"""Repositories with several Applications of plain files: the objects that Argo CD would apply.

What is expected stands in each docstring, with Argo CD's documentation or source, release 3.1.
"""

from pathlib import Path

import pytest

from tests.integration.layouts import Repository, application, applied, config, manifest

FILES = {
    "web/a.yaml": config("a"),
    "web/b.yml": config("b"),
    "web/c.json": '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}}\n',
    "web/d.yaml.txt": config("d"),
    "web/README.md": "# web\n",
    "web/db/e.yaml": config("e"),
    "web/db/blue/f.yaml": config("f"),
}


def test_a_flat_and_a_recursive_directory(tmp_path: Path) -> None:
    """Documentation "Directory": files end in .yaml, .yml or .json, and those in subdirectories count only
    with `directory.recurse`."""
    repository = Repository(
        tmp_path,
        FILES
        | {
            "apps/flat.yaml": application("flat", "path: web"),
            "apps/deep.yaml": application("deep", "path: web, directory: {recurse: true}", namespace="deep"),
        },
    )
    top = [("a", "web/a.yaml"), ("b", "web/b.yml"), ("c", "web/c.json")]
    below = [("e", "web/db/e.yaml"), ("f", "web/db/blue/f.yaml")]
    assert applied(repository) == {
        "flat": [("ConfigMap", "shop", name, path) for name, path in top],
        "deep": [("ConfigMap", "deep", name, path) for name, path in (*top, *below)],
    }


GLOBS = {
    'include: "*.yaml"': "aef",  # a star crosses folders
    'include: "{a.yaml,*/f.yaml}"': "af",
    'include: "web/*"': "",  # the path counts from the Application's
    'exclude: "db/*"': "abc",
    'exclude: "{b.yml,*.json,db/blue/*}"': "ae",
    'include: "*.yaml", exclude: "*e.yaml"': "af",
}


@pytest.mark.parametrize("globs", GLOBS)
def test_include_and_exclude(tmp_path: Path, globs: str) -> None:
    """Documentation "Directory", "Including/Excluding Files", and `repository.go`,
    `getPotentiallyValidManifestFile`: globs of gobwas/glob without a separator, against the path below the
    Application's; `exclude` comes first."""
    repository = Repository(
        tmp_path,
        FILES | {"app.yaml": application("web", f"path: web, directory: {{recurse: true, {globs}}}")},
    )
    found = applied(repository).get("web", [])
    assert "".join(name for _, _, name, _ in found) == GLOBS[globs]


def test_what_a_directory_holds_beside_manifests(tmp_path: Path) -> None:
    """`repository.go`, `findManifests` and `getObjsFromYAMLOrJSON`: a file with the marker is skipped; a
    file that is no manifest is ignored without a word, unless an earlier document of it was one, or it
    holds `apiVersion:`, `kind:` and `metadata:`; a List is taken apart; empty documents are nothing."""
    items = "".join(
        f"- {{apiVersion: v1, kind: Secret, metadata: {{name: {name}}}}}\n" for name in ("one", "two")
    )
    repository = Repository(
        tmp_path,
        {
            "app.yaml": application("web", "path: web"),
            "web/marked.yaml": config("marked") + "# +argocd:skip-file-rendering\n",
            "web/values.yaml": "image: {tag: v1}\n",
            "web/broken.yaml": "replicas: [1\n",
            "web/several.yaml": "---\n".join(("# first\n", config("one"), "", config("two"))),
            "web/list.yaml": f"apiVersion: v1\nkind: List\nitems:\n{items}",
            "web/crlf.yaml": config("crlf").replace("\n", "\r\n"),
        },
    )
    assert applied(repository)["web"] == [
        ("ConfigMap", "shop", "crlf", "web/crlf.yaml"),
        ("ConfigMap", "shop", "one", "web/several.yaml"),
        ("ConfigMap", "shop", "two", "web/several.yaml"),
        ("Secret", "shop", "one", "web/list.yaml"),
        ("Secret", "shop", "two", "web/list.yaml"),
    ]


def test_namespaces(tmp_path: Path) -> None:
    """`controller/state.go`, `DeduplicateTargetObjects`: `destination.namespace` is for namespaced objects
    that name none, and for those of unknown kinds; one that a cluster-scoped object names is taken away."""
    role = manifest("ClusterRole", "reader", "shop", "rbac.authorization.k8s.io/v1")
    repository = Repository(
        tmp_path,
        {
            "app.yaml": application("web", "path: web"),
            "web/a.yaml": config("none"),
            "web/b.yaml": config("own", "kube-system"),
            "web/c.yaml": role,
            "web/d.yaml": manifest("Namespace", "shop", "shop"),
            "web/e.yaml": manifest("Widget", "unknown", api_version="example.com/v1"),
        },
    )
    assert applied(repository)["web"] == [
        ("ClusterRole", "", "reader", "web/c.yaml"),
        ("ConfigMap", "kube-system", "own", "web/b.yaml"),
        ("ConfigMap", "shop", "none", "web/a.yaml"),
        ("Namespace", "", "shop", "web/d.yaml"),
        ("Widget", "shop", "unknown", "web/e.yaml"),
    ]


def test_of_duplicates_the_last_one_is_applied(tmp_path: Path) -> None:
    """`controller/state.go`, `DeduplicateTargetObjects`: of one object that stands twice the last counts,
    after the namespace is filled in, and files are walked by name; objects that the server names are all
    different."""
    pod = "apiVersion: v1\nkind: Pod\nmetadata: {generateName: job-}\n"
    repository = Repository(
        tmp_path,
        {
            "app.yaml": application("web", "path: web, directory: {recurse: true}"),
            "web/a.yaml": config("same") + "---\n" + config("other"),
            "web/a/z.yaml": config("same"),
            "web/b.yaml": config("other", "shop"),
            "web/c.yaml": config("other", "elsewhere"),
            "web/d.yaml": f"{pod}---\n{pod}",
        },
    )
    assert applied(repository)["web"] == [
        ("ConfigMap", "elsewhere", "other", "web/c.yaml"),
        ("ConfigMap", "shop", "other", "web/b.yaml"),
        ("ConfigMap", "shop", "same", "web/a.yaml"),
        ("Pod", "shop", "job-", "web/d.yaml"),
        ("Pod", "shop", "job-", "web/d.yaml"),
    ]


def test_several_sources(tmp_path: Path) -> None:
    """Documentation "Multiple Sources for an Application": the objects of all sources are applied
    together, and where two of them bring the same one the last source wins."""
    repository = Repository(
        tmp_path,
        {
            "app.yaml": application("web", "path: one", "path: two"),
            "one/a.yaml": config("same") + "---\n" + config("one"),
            "two/a.yaml": config("same") + "---\n" + config("two"),
        },
    )
    assert applied(repository)["web"] == [
        ("ConfigMap", "shop", "one", "one/a.yaml"),
        ("ConfigMap", "shop", "same", "two/a.yaml"),
        ("ConfigMap", "shop", "two", "two/a.yaml"),
    ]


def test_app_of_apps(tmp_path: Path) -> None:
    """Documentation "Cluster Bootstrapping": an Application may apply Applications, each with its own
    destination. They themselves live in their own namespace."""
    repository = Repository(
        tmp_path,
        {
            "root.yaml": application("root", "path: apps", namespace="argocd"),
            "apps/web.yaml": application("web", "path: web")
            + "---\n"
            + application("db", "path: db", namespace="db"),
            "web/a.yaml": config("a"),
            "db/b.yaml": config("b"),
        },
    )
    assert applied(repository) == {
        "root": [
            ("Application", "argocd", "db", "apps/web.yaml"),
            ("Application", "argocd", "web", "apps/web.yaml"),
        ],
        "web": [("ConfigMap", "shop", "a", "web/a.yaml")],
        "db": [("ConfigMap", "db", "b", "db/b.yaml")],
    }


REVISIONS = {
    "": True,
    "HEAD": True,
    "main": True,
    "refs/heads/main": True,
    "release": False,
    "v1.2.3": False,
    "1.*": False,
    "0123456789abcdef0123456789abcdef01234567": False,
}


@pytest.mark.parametrize("revision", REVISIONS)
def test_revisions(tmp_path: Path, revision: str) -> None:
    """Documentation "Tracking and Deployment Strategies": nothing and HEAD mean the default branch. Of
    another branch, a tag or a commit the files that are checked say nothing."""
    written = application("web", "path: web").replace("HEAD", f'"{revision}"')
    repository = Repository(tmp_path, {"app.yaml": written, "web/a.yaml": config("a")})
    assert bool(applied(repository)) is REVISIONS[revision]


URLS = {
    "https://git.example.com/team/deploy": True,
    "https://git.example.com/team/deploy.git/": True,
    "https://bot:secret@GIT.example.com/Team/Deploy.git": True,
    "git@git.example.com:team/deploy.git": True,
    "ssh://git@git.example.com/team/deploy": True,
    "ssh://git@git.example.com:22/team/deploy": True,
    "https://git.example.com:443/team/deploy": True,
    "https://git.example.com/team/deployments": False,
    "https://github.com/team/deploy": False,
}


@pytest.mark.parametrize("url", URLS)
def test_urls_of_the_repository(tmp_path: Path, url: str) -> None:
    """`util/git/git.go`, `NormalizeGitURL` and `SameURL`: letter case and `.git` do not count, and the
    short form of SSH is the long one. That HTTPS and SSH lead to one repository Argo CD need not know; a
    claim does."""
    written = application("web", "path: web").replace("https://git.example.com/team/deploy.git", url)
    repository = Repository(tmp_path, {"app.yaml": written, "web/a.yaml": config("a")})
    assert bool(applied(repository)) is URLS[url]


PATHS = {"web": True, "./web/": True, "x/../web": True, "web//": True, "/web": False, "../web": False}


@pytest.mark.parametrize("path", PATHS)
def test_paths(tmp_path: Path, path: str) -> None:
    """`util/app/path/path.go`, `Path`: a path is joined to the repository's root and cleaned; an absolute
    one, or one that leaves the repository, is an error, and nothing is applied."""
    repository = Repository(
        tmp_path,
        {"app.yaml": application("web", f"path: {path}"), "web/a.yaml": config("a"), "x/y.yaml": config("y")},
    )
    assert bool(applied(repository)) is PATHS[path]


def test_applications_in_a_list(tmp_path: Path) -> None:
    """A List of Applications is a few Applications (`getObjsFromYAMLOrJSON`), and the root is a path: `.`."""
    item = application("web", "path: .")
    items = "".join(f"- {line}" if not n else f"  {line}" for n, line in enumerate(item.splitlines(True)))
    repository = Repository(tmp_path, {"app.yaml": f"apiVersion: v1\nkind: List\nitems:\n{items}"})
    assert applied(repository) == {"web": [("Application", "argocd", "web", "app.yaml")]}
