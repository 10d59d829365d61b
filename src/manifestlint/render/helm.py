"""Charts, rendered as Argo CD renders them."""

import json
import re
from collections.abc import Iterator

from manifestlint.render.binaries import DEFAULTS, Limits, find_helm, run
from manifestlint.render.charts import Chart, unpack
from manifestlint.render.envsubst import envsubst
from manifestlint.render.failure import NotRenderable
from manifestlint.render.helm_options import HelmOptions
from manifestlint.render.materialise import Copy
from manifestlint.render.paths import is_url
from manifestlint.render.rendered import Rendered, RenderedResource, printed, resources_of
from manifestlint.source import Tree

_SOURCE = re.compile(r"# Source: (\S.*)")
_LONE_COMMA = re.compile(r"(?<!\\),")


def render_helm(
    tree: Tree, path: str, options: HelmOptions | None = None, limits: Limits = DEFAULTS
) -> Rendered:
    """What `helm template` makes of a chart in the tree with an Application's options.

    Raises:
        NotRenderable: there is no helm, it failed, or it would need what the repository does not have.
    """
    tool = find_helm()
    chosen = options or HelmOptions()
    with Copy(tree, limits) as copy:
        chart = unpack(copy, path, schemas=not chosen.skip_schema_validation)
        arguments = tuple(_arguments(copy, chosen))
        output = run(tool, (f"./{chart.folder}", *arguments), copy.root, copy.home, limits)
        resources = tuple(_resources(output, tool.name, chart))
        return Rendered(resources, tuple(sorted(copy.written)))


def _arguments(copy: Copy, options: HelmOptions) -> Iterator[str]:
    """The command line (argoproj/argo-cd, `util/helm/cmd.go`, `template`), its order included."""
    yield from ("--name-template", options.release_name)
    if options.namespace:
        yield from ("--namespace", options.namespace)
    if options.kube_version:
        yield from ("--kube-version", options.kube_version)
    yield from _parameters(copy, options)
    yield from _values(copy, options)
    for version in options.api_versions:
        yield from ("--api-versions", version)
    switches = {
        "--include-crds": not options.skip_crds,
        "--skip-schema-validation": options.skip_schema_validation,
        "--skip-tests": options.skip_tests,
    }
    yield from (switch for switch, on in switches.items() if on)


def _parameters(copy: Copy, options: HelmOptions) -> Iterator[str]:
    for flag, parameters in (("--set", options.parameters), ("--set-string", options.string_parameters)):
        for name, value in parameters:
            yield from (flag, f"{name}={_escaped(envsubst(value, options.environment))}")
    for name, path in options.file_parameters:
        yield from ("--set-file", f"{name}={_escaped(_added(copy, path, 'the file'))}")


def _values(copy: Copy, options: HelmOptions) -> Iterator[str]:
    """The value files, and behind them, so that it wins, what stands in the Application itself.

    Source: argoproj/argo-cd, `pkg/apis/application/v1alpha1/values.go`, `ValuesYAML`: `valuesObject`, and
    `values` only without it.
    """
    for path in options.value_files:
        if options.ignore_missing_value_files and not is_url(path) and not copy.has_file(path):
            continue
        yield from ("--values", _added(copy, path, "the value file"))
    values = options.values if options.values_object is None else json.dumps(options.values_object)
    if values:
        file = copy.home / "values-of-the-application"
        file.write_text(values, encoding="utf-8")
        yield from ("--values", str(file))


def _added(copy: Copy, path: str, what: str) -> str:
    if is_url(path):
        raise NotRenderable(f"{what} is remote: {path}")
    if not copy.has_file(path):
        raise NotRenderable(f'{what} "{path}" does not exist in the repository')
    return copy.add(path)


def _escaped(value: str) -> str:
    """A comma would begin the next parameter, unless braces make a list (`cleanSetParameters` there)."""
    return value if value.startswith("{") and value.endswith("}") else _LONE_COMMA.sub(r"\\,", value)


def _resources(output: bytes, tool: str, chart: Chart) -> Iterator[RenderedResource]:
    """Every document follows a comment that names its template; the further ones of a CRD file have none."""
    source = ""
    for part, document in printed(output, tool):
        named = _SOURCE.match(part)
        source = named[1].strip() if named else source
        if document is not None:
            yield from resources_of(document, chart.file(source))
