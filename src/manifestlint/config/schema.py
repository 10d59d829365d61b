"""The JSON Schema of a PolicySet: what editors complete by, and what decides whether one is valid."""

from collections.abc import Iterable, Mapping
from typing import Any

from manifestlint.core.failure import FailureKind
from manifestlint.core.rule import RuleInfo
from manifestlint.core.severity import PROFILES, SEVERITIES, Profile, Severity

API_VERSION = "manifestlint.dev/v1"
KIND = "PolicySet"
SCHEMA_ID = "https://manifestlint.dev/schema/v1/policyset.json"
"""A name by which editors tell the schema from others; nothing is fetched from there."""

Schema = dict[str, Any]

_PEERS = ["checkov", "kube-linter", "kube-score", "polaris"]
_MINOR_VERSION = r"^[0-9]+\.[0-9]+(?!\n)$"
_NOT_BLANK = r"[^ \t\r\n]"


def policyset_schema(known: Mapping[str, RuleInfo]) -> Schema:
    """The schema (draft 2020-12) of a PolicySet that may name the known rules."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "PolicySet of manifestlint",
        "description": "Everything that decides the verdict on a GitOps repository.",
        **_object(
            {
                "apiVersion": {"const": API_VERSION},
                "kind": {"const": KIND},
                "metadata": _metadata(),
                "spec": _spec(),
            },
            required=("apiVersion", "kind", "spec"),
        ),
        "$defs": {
            "severity": {
                "description": "How bad a finding is, or off.",
                "enum": [*reversed(SEVERITIES), "off", False],
            },
            "switch": {
                "description": "off, on, or on with this severity.",
                "enum": [*reversed(SEVERITIES), "on", "off", True, False],
            },
            "match": _match(),
            "override": _override(),
            "exception": _exception(known),
            "external": _external(),
            "rules": _rules(known),
        },
    }


def _metadata() -> Schema:
    texts = {"type": "object", "additionalProperties": {"type": "string"}}
    name = _text("The name of the set, for reports.")
    return {
        "description": "What Kubernetes objects have; only the name is used.",
        **_object({"name": name, "labels": texts, "annotations": texts}),
    }


def _spec() -> Schema:
    version = _version("The cluster's version, in quotes; default: the newest known.", "1.35")
    return _object({"kubernetesVersion": version, "argocd": _argocd(), **_files(), **_verdict()})


def _files() -> Schema:
    return {
        "repositories": _list(
            _text(), "URLs by which Applications mean this repository, beside its remotes."
        ),
        "manifests": _list(_text(), "Files and folders that are checked; default: everything."),
        "schemas": _list(_text(), "Files and folders with CustomResourceDefinitions kept elsewhere."),
        "exclude": _list(_paths(), "What is not read, as in .gitignore."),
    }


def _verdict() -> Schema:
    profiles = "How many rules are on; essential: what breaks the API call, sync, rollout or rollback."
    failing = "The severity from which a finding fails the check."
    added = "What becomes of a suppression that a pull request adds."
    return {
        "profile": _choice(profiles, PROFILES, Profile.RECOMMENDED.label),
        "failOn": _choice(failing, SEVERITIES, Severity.ERROR.label),
        "rules": {"$ref": "#/$defs/rules"},
        "overrides": _list({"$ref": "#/$defs/override"}, "Other settings for what matches; later win."),
        "exceptions": _list({"$ref": "#/$defs/exception"}, "What is let pass, and why."),
        "external": _list({"$ref": "#/$defs/external"}, "What exists and is declared elsewhere."),
        "honour": _list({"enum": _PEERS}, "Other tools whose ignore annotations count."),
        "newSuppressions": _choice(added, ["allow", "warn", "deny"], "warn"),
    }


def _argocd() -> Schema:
    return {
        "description": "The Argo CD that applies the repository.",
        **_object(
            {
                "version": _version("Its version, in quotes.", "3.1"),
                "namespace": {**_text("Where it runs."), "default": "argocd"},
            }
        ),
    }


def _rules(known: Mapping[str, RuleInfo]) -> Schema:
    properties: Schema = {}
    for info in known.values():
        properties[info.id] = _setting(info)
        for alias in info.aliases:
            properties[alias] = {"$ref": f"#/$defs/rules/properties/{info.id}", "deprecated": True}
    return {"description": "Settings by rule. A rule that is named and not off is on.", **_object(properties)}


def _setting(info: RuleInfo) -> Schema:
    properties: Schema = {
        "severity": {"$ref": "#/$defs/severity", "default": info.severity.label},
        "suppressible": {
            "description": "Whether a comment or annotation beside the manifest may silence it.",
            "type": "boolean",
            "default": True,
        },
    }
    if info.options is not None:
        properties["options"] = {"description": f"Options of {info.id}.", **info.options}
    return {
        "description": f"{info.summary}\n\n{info.docs}".strip(),
        "anyOf": [{"$ref": "#/$defs/switch"}, _object(properties)],
    }


def _match() -> Schema:
    return {
        "description": "Which objects are meant: all that is named must hold.",
        "minProperties": 1,
        **_object(
            {
                "paths": _some(_paths(), "Files, as in .gitignore, from the folder that holds policies/."),
                "kinds": _some(_text(), "Kinds, or kind and group: Deployment, Deployment.apps, Stateful*."),
                "names": _some(_text(), "Globs of metadata.name."),
                "namespaces": _some(_text(), "Globs of the namespace in which the object lands."),
                "applications": _some(_text(), "Globs of the Argo CD Applications that apply it."),
                "destinations": _some(_text(), "Globs of the clusters in which it lands."),
            }
        ),
    }


def _override() -> Schema:
    version = _version("The version of the cluster where these land, in quotes.", "1.36")
    return {
        **_object(
            {
                "match": {"$ref": "#/$defs/match"},
                "rules": {"$ref": "#/$defs/rules"},
                "kubernetesVersion": version,
            },
            required=("match",),
        ),
        "anyOf": [{"required": ["rules"]}, {"required": ["kubernetesVersion"]}],
    }


def _exception(known: Mapping[str, RuleInfo]) -> Schema:
    named = {name: info for info in known.values() for name in (info.id, *info.aliases)}
    ids = sorted(named)
    reason = {**_text("Why this is right; it is printed."), "pattern": _NOT_BLANK}
    return {
        **_object(
            {
                "rule": {
                    "description": "The rule whose findings are let pass.",
                    "enum": ids,
                    "enumDescriptions": [named[id].summary for id in ids],  # what editors show beside each
                },
                "failure": {
                    "description": "The kind of failure that is let pass.",
                    "enum": [kind.value for kind in FailureKind],
                },
                "match": {"$ref": "#/$defs/match"},
                "reason": reason,
                "expires": {
                    "description": "The last day on which it holds, such as 2027-01-31.",
                    "type": "string",
                    "format": "date",
                },
            },
            required=("reason",),
        ),
        "oneOf": [{"required": ["rule"]}, {"required": ["failure"]}],
    }


def _external() -> Schema:
    return _object(
        {
            "kind": _text("The kind, without a group."),
            "name": _text("A glob of its name."),
            "namespace": {**_text("A glob of its namespace."), "default": "*"},
        },
        required=("kind", "name"),
    )


def _object(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": list(required)} if required else schema


def _text(description: str = "") -> Schema:
    schema: Schema = {"type": "string", "minLength": 1}
    return {"description": description, **schema} if description else schema


def _paths() -> Schema:
    return {"type": "string", "format": "gitignore"}


def _list(items: Schema, description: str) -> Schema:
    return {"description": description, "type": "array", "items": items}


def _some(items: Schema, description: str) -> Schema:
    return {**_list(items, description), "minItems": 1}


def _version(description: str, example: str) -> Schema:
    return {"description": description, "type": "string", "pattern": _MINOR_VERSION, "examples": [example]}


def _choice(description: str, names: Iterable[str], default: str) -> Schema:
    return {"description": description, "enum": list(names), "default": default}
