"""`source.kustomize` of an Application, and what Argo CD makes of a kustomization with it.

Argo CD runs `kustomize edit` in the Application's folder before it builds (argoproj/argo-cd,
`util/kustomize/kustomize.go`, `Build`, v3.1): the options change that very file, so a name prefix takes the
place of the one that stands there, where an overlay on top would add a second one. Hence we do the same
edits, in Argo CD's order, in our copy.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from manifestlint.model.shape import mapping, sequence, strings, text
from manifestlint.render.envsubst import envsubst
from manifestlint.render.failure import NotRenderable

Kustomization = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KustomizeOptions:
    """The fields of `source.kustomize` that change what is rendered."""

    name_prefix: str = ""
    name_suffix: str = ""
    namespace: str = ""
    images: tuple[str, ...] = ()
    replicas: tuple[tuple[str, int | str], ...] = ()
    common_labels: Mapping[str, str] = field(default_factory=dict)
    common_annotations: Mapping[str, str] = field(default_factory=dict)
    force_common_labels: bool = False
    force_common_annotations: bool = False
    label_without_selector: bool = False
    label_include_templates: bool = False
    common_annotations_envsubst: bool = False
    patches: tuple[dict[str, Any], ...] = ()
    components: tuple[str, ...] = ()
    ignore_missing_components: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    """Argo CD's build environment, such as `ARGOCD_APP_NAME`."""


def read_kustomize_options(data: Any, environment: Mapping[str, str] | None = None) -> KustomizeOptions:
    """The options from `source.kustomize` as it stands in an Application."""
    data = mapping(data)
    replicas = (mapping(item) for item in sequence(data.get("replicas")))
    return KustomizeOptions(
        name_prefix=text(data.get("namePrefix")),
        name_suffix=text(data.get("nameSuffix")),
        namespace=text(data.get("namespace")),
        images=tuple(item for item in sequence(data.get("images")) if isinstance(item, str)),
        replicas=tuple((text(item.get("name")), item.get("count", 0)) for item in replicas),
        common_labels=strings(data.get("commonLabels")),
        common_annotations=strings(data.get("commonAnnotations")),
        force_common_labels=data.get("forceCommonLabels") is True,
        force_common_annotations=data.get("forceCommonAnnotations") is True,
        label_without_selector=data.get("labelWithoutSelector") is True,
        label_include_templates=data.get("labelIncludeTemplates") is True,
        common_annotations_envsubst=data.get("commonAnnotationsEnvsubst") is True,
        patches=tuple(item for item in sequence(data.get("patches")) if isinstance(item, dict)),
        components=tuple(item for item in sequence(data.get("components")) if isinstance(item, str)),
        ignore_missing_components=data.get("ignoreMissingComponents") is True,
        environment=environment or {},
    )


def edited(data: Kustomization, options: KustomizeOptions, exists: Callable[[str], bool]) -> Kustomization:
    """The kustomization as `kustomize edit` leaves it; `exists` says whether a component's folder is there.

    Sources: kubernetes-sigs/kustomize, `kustomize/commands/edit/`, v5: `set/set_name_prefix.go`,
    `set/setimage.go`, `set/setreplicas.go`, `add/addmetadata.go`, `set/setnamespace.go`,
    `add/addcomponent.go`.
    """
    data = dict(data)
    for key, value in (("namePrefix", options.name_prefix), ("nameSuffix", options.name_suffix)):
        if value:
            data[key] = value
    if options.images:
        data["images"] = _images(data.get("images"), options)
    if options.replicas:
        data["replicas"] = _replicas(data.get("replicas"), options)
    if options.common_labels:
        _add_labels(data, options)
    if options.common_annotations:
        _add_annotations(data, options)
    if options.namespace:
        data["namespace"] = options.namespace
    if options.patches:
        data["patches"] = [*sequence(data.get("patches")), *options.patches]
    _add_components(data, options, exists)
    return data


def _images(there: Any, options: KustomizeOptions) -> list[dict[str, Any]]:
    """By name, ours over theirs; `*` keeps what stands there."""
    images = {image["name"]: image for image in map(_image, _substituted(options.images, options))}
    for old in map(mapping, sequence(there)):
        name = text(old.get("name"))
        new = images.setdefault(name, old)
        if new is not old:
            kept = {key: old.get(key, "") if value == "*" else value for key, value in new.items()}
            images[name] = kept
    return [
        {key: value for key, value in image.items() if value not in ("", "*")}
        for _, image in sorted(images.items())
    ]


def _substituted(texts: tuple[str, ...], options: KustomizeOptions) -> list[str]:
    return [envsubst(item, options.environment) for item in texts]


def _image(argument: str) -> dict[str, Any]:
    key, separator, value = argument.partition("=")
    name, tag, digest = _split_image(value if separator else argument)
    if name == argument:
        raise NotRenderable(
            f'kustomize.images: "{argument}" names neither a new image, nor a tag, nor a digest'
        )
    image = {"name": key, "newName": name} if separator else {"name": name}
    return {**image, "newTag": tag, "digest": digest}


def _split_image(text_: str) -> tuple[str, str, str]:
    """Name, tag and digest (kubernetes-sigs/kustomize, `api/pkg/util/image.go`, `SplitImageName`)."""
    rest, _, digest = text_.partition("@")
    slash = max(rest.find("/"), 0)
    colon = rest.find(":", slash)
    return (rest, "", digest) if colon < 0 else (rest[:colon], rest[colon + 1 :], digest)


def _replicas(there: Any, options: KustomizeOptions) -> list[dict[str, Any]]:
    replicas = {text(item.get("name")): item for item in map(mapping, sequence(there))} | {
        name: {"name": name, "count": _count(name, count)} for name, count in options.replicas
    }
    return [item for _, item in sorted(replicas.items())]


def _count(name: str, count: int | str) -> int:
    try:
        return int(count)
    except (TypeError, ValueError):
        raise NotRenderable(f'kustomize.replicas: the count of "{name}" is no number') from None


def _add_labels(data: Kustomization, options: KustomizeOptions) -> None:
    labels = {key: envsubst(value, options.environment) for key, value in options.common_labels.items()}
    if options.label_include_templates and not options.label_without_selector:
        raise NotRenderable("kustomize.labelIncludeTemplates needs labelWithoutSelector beside it")
    if not options.label_without_selector:
        data["commonLabels"] = _merged(data.get("commonLabels"), labels, "label", options.force_common_labels)
        return
    groups = [dict(mapping(item)) for item in sequence(data.get("labels"))]
    wanted = options.label_include_templates
    group = next((item for item in groups if _is_group(item, wanted)), None)
    if group is None:
        group = {"includeTemplates": True} if wanted else {}
        groups.append(group)
    group["pairs"] = _merged(group.get("pairs"), labels, "label", options.force_common_labels)
    data["labels"] = groups


def _is_group(group: Mapping[str, Any], templates: bool) -> bool:
    return not group.get("includeSelectors") and bool(group.get("includeTemplates")) is templates


def _add_annotations(data: Kustomization, options: KustomizeOptions) -> None:
    annotations = dict(options.common_annotations)
    if options.common_annotations_envsubst:
        annotations = {key: envsubst(value, options.environment) for key, value in annotations.items()}
    force = options.force_common_annotations
    data["commonAnnotations"] = _merged(data.get("commonAnnotations"), annotations, "annotation", force)


def _merged(there: Any, new: Mapping[str, str], what: str, force: bool) -> dict[str, Any]:
    there = mapping(there)
    twice = sorted(there.keys() & new.keys())
    if twice and not force:
        force_option = f"forceCommon{what.capitalize()}s"
        raise NotRenderable(
            f"the {what} {twice[0]} already stands in the kustomization, and {force_option} is off"
        )
    return {**there, **new}


def _add_components(data: Kustomization, options: KustomizeOptions, exists: Callable[[str], bool]) -> None:
    there = sequence(data.get("components"))
    wanted = [item for item in options.components if not options.ignore_missing_components or exists(item)]
    new = [item for item in dict.fromkeys(wanted) if item not in there]
    if new:
        data["components"] = [*there, *new]
