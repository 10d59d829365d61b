"""The parameters of a source that lie beside its files: `.argocd-source.yaml`."""

from typing import Any

from manifestlint.argocd.sources import SourceSpec, read_source
from manifestlint.source import Tree, read

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
        documents = read(path, tree.read(path)).documents
        if documents and isinstance(documents[0].data, dict):
            merged = merge_patched(merged, documents[0].data)
    if merged is data or not isinstance(merged, dict):
        return source
    kept = {key: data[key] for key in _KEPT if key in data}
    return read_source({key: merged[key] for key in merged if key not in _KEPT} | kept, source.pointer)


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
