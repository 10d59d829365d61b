"""A strategic merge patch, as far as Applications know one."""

from typing import Any

from manifestlint.argocd.unknowns import NotExpandable

_FINALIZERS = ("metadata", "finalizers")


def strategic_merge(target: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    """An Application after a patch: mappings are merged, null removes a key, lists are replaced.

    Only finalizers are added to those that are there, for no list in an Application's spec has a merge key
    (Argo CD `pkg/apis/application/v1alpha1/types.go`, v3.1; apimachinery `strategicpatch`, v0.33).

    Raises:
        NotExpandable: the patch holds directives, or changes `valuesObject`, of which the types say nothing.
    """
    return _merged(target, patch, ())


def _merged(target: dict[str, Any], patch: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    merged = dict(target)
    for key, value in patch.items():
        here = (*path, key)
        if key.startswith("$"):
            raise NotExpandable(f"{key} in templatePatch is not evaluated here")
        old = merged.get(key)
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, dict) and isinstance(old, dict):
            if key == "valuesObject":
                raise NotExpandable("templatePatch changes a valuesObject, which is not evaluated here")
            merged[key] = _merged(old, value, here)
        elif here == _FINALIZERS and isinstance(value, list) and isinstance(old, list):
            merged[key] = [*old, *(item for item in value if item not in old)]
        else:
            merged[key] = _without_nulls(value)
    return merged


def _without_nulls(value: Any) -> Any:
    """New mappings take no keys that the patch would remove."""
    if not isinstance(value, dict):
        return value
    for key in value:
        if key.startswith("$"):
            raise NotExpandable(f"{key} in templatePatch is not evaluated here")
    return {key: _without_nulls(item) for key, item in value.items() if item is not None}
