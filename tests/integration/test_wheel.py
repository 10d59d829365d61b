"""The wheel: built from the source archive, it holds its data and runs where nothing else of ours is."""

import json
import re
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
import yaml

import manifestlint
from tests.integration.package import ROOT, fresh_environment, must, run

SOURCE = ROOT / "src" / "manifestlint"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source archive, and with the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("release") / "dist"
    command = (sys.executable, "-m", "build", "--outdir", folder, ROOT)
    must(command, folder.parent, fresh_environment())
    return folder


@pytest.fixture
def program(dist: Path, tmp_path: Path) -> Path:
    """`manifestlint` installed from the wheel, with the packages that the tests have, but not their own."""
    quiet = fresh_environment()
    environment = tmp_path / "environment"
    must((sys.executable, "-I", "-m", "venv", "--without-pip", environment), tmp_path, quiet)
    places = sysconfig.get_paths("venv", {"base": str(environment), "platbase": str(environment)})
    program = Path(places["scripts"], "manifestlint")
    pip = (sys.executable, "-m", "pip", "--python", program.with_name("python"), "install", "--no-deps")
    must((*pip, next(dist.glob("*.whl"))), tmp_path, quiet)
    # A folder named like this is looked into, but what is installed there to be edited is not followed.
    others = {path for path in sys.path if Path(path).name == "site-packages"}
    Path(places["purelib"], "others.pth").write_text("\n".join(sorted(others)))
    return program


def test_it_holds_every_file_and_the_tag_must_be_its_version(dist: Path) -> None:
    version = manifestlint.__version__
    wheel = dist / f"manifestlint-{version}-py3-none-any.whl"
    assert {path.name for path in dist.iterdir()} == {wheel.name, f"manifestlint-{version}.tar.gz"}
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("manifestlint/")}
    files = (path.relative_to(SOURCE.parent).as_posix() for path in SOURCE.rglob("*") if path.is_file())
    assert held == {name for name in files if "__pycache__" not in name}
    # The release goes by what was built.
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["build"]["steps"]
    script = next(step["run"] for step in steps if step.get("name") == "Hold the tag against the version")
    for tag, code in {f"v{version}": 0, version: 0, "v9.9.9": 1, "": 1, "$(touch x)": 1}.items():
        done = run(("bash", "-eo", "pipefail", "-c", script), dist.parent, fresh_environment(TAG=tag))
        assert (done.returncode, "::error::" in done.stdout) == (code, bool(code)), done.stdout


def test_it_runs(program: Path, tmp_path: Path) -> None:
    quiet = fresh_environment()
    said = must((program, "check", "--format", "json", ROOT / "manifests"), tmp_path, quiet)
    report = json.loads(said)
    assert (report["findings"], report["summary"]["resources"]) == ([], 5)
    text = must((program, "rules", "show", "image-tag-mutable"), tmp_path, quiet)
    assert re.search(r"image: \S+:latest", text)  # the example, which is data of the wheel
    broken = tmp_path / "pod.yaml"
    broken.write_text("apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {container: []}\n")
    done = run((program, "check", broken), tmp_path, quiet)
    assert (done.returncode, "container" in done.stdout) == (1, True), done.stdout
    where = must(
        (program.with_name("python"), "-c", "import manifestlint as m; print(m.__file__)"), tmp_path, quiet
    )
    assert Path(where).is_relative_to(program.parents[1])
