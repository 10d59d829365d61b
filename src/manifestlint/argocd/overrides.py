"""The parameters of a source that lie beside its files: `.argocd-source.yaml`."""

from typing import Any

from manifestlint.argocd.sources import SourceSpec, read_source
from manifestlint.core.failure import FailureKind
from manifestlint.source import Tree, Unreadable, read

_KEPT = ("chart", "path", "repoURL", "targetRevision")


def override_files(source: SourceSpec, application: str) -> tuple[str, str]:
    """The two files that may change a source, the one for all Applications first."""
    prefix = f"{source.folder}/" if source.folder else ""
    return f"{prefix}.argocd-source.yaml", f"{prefix}.argocd-source-{application}.yaml"


def overridden(data: Any, source: SourceSpec, application: str, tree: Tree) -> SourceSpec:
    """A source with what the files in its folder change; `data` is what it was read from.

    They are merged over it as a JSON merge patch, repository, path, chart and revision excepted, before the
    tool is chosen (Argo CD `reposerver/repository/repository.go`, `mergeSourceParameters`, v3.1).

    Raises:
        Unreadable: one of the files cannot be read.
        OSError: one of them cannot be opened.
    """
    merged = data
    for path in override_files(source, application):
        if not tree.exists(path) or tree.is_dir(path):
            continue
        patch = _patch(path, tree)
        if patch is not None:
            merged = merge_patched(merged, patch)
    if merged is data or not isinstance(merged, dict):
        return source
    kept = {key: data[key] for key in _KEPT if key in data}
    return read_source({key: merged[key] for key in merged if key not in _KEPT} | kept, source.pointer)


def _patch(path: str, tree: Tree) -> dict[str, Any] | None:
    """What a file changes; None where it is empty."""
    source = read(path, tree.read(path))
    broken = next((flaw for flaw in source.flaws if flaw.rule == "yaml-syntax"), None)
    data = source.documents[0].data if source.documents else None
    if broken is not None or not isinstance(data, dict | None):
        message = broken.message if broken else "it holds something else than a mapping"
        raise Unreadable(FailureKind.UNREADABLE, message)
    return data


def merge_patched(target: Any, patch: Any) -> Any:
    """The target after a JSON merge patch: null removes a key, mappings are merged, all else is replaced (RFC
    7396)."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge_patched(merged.get(key), value)
    return merged
