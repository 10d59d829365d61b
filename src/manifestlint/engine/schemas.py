"""What schemas say about an object, as findings like those of any rule."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from manifestlint.config.policyset import Target
from manifestlint.core.finding import Finding
from manifestlint.core.place import At
from manifestlint.core.problem import Problem
from manifestlint.engine.judge import Judge, Judgement
from manifestlint.engine.locate import Judged
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import Scope
from manifestlint.model.resource import Resource, read_resources
from manifestlint.model.sops import is_encrypted
from manifestlint.schema.fault import Fault
from manifestlint.schema.schemas import Schemas
from manifestlint.schema.tables import add_tables
from manifestlint.source import Unreadable

if TYPE_CHECKING:
    from manifestlint.schema.crd import CustomKind

_NOT_AVAILABLE = "schema-not-available"


class Library:
    """The schemas of a run: Kubernetes' own by version, our tables, and the CRDs that were found."""

    def __init__(self, kinds: Iterable["CustomKind"]) -> None:
        self._kinds = tuple(kinds)
        self.scopes = {(kind.group, kind.kind): kind.namespaced for kind in self._kinds}
        self.of_version = cache(self._of_version)

    def _of_version(self, version: str | None) -> Schemas:
        schemas = Schemas(version)
        add_tables(schemas)
        if self._kinds:  # after the tables: a CRD in the repository knows better
            from manifestlint.schema.crd import add_crds

            add_crds(schemas, self._kinds)
        return schemas

    def unchecked(self) -> Iterator[str]:
        """What the CRDs of the judged objects ask for, and nothing here checks."""
        for kind in self._kinds:
            for version in kind.versions:
                if version.is_used and version.unchecked:
                    name = f"{kind.plural}.{kind.group}/{version.name}"
                    yield f"not checked for {name}: {'; '.join(version.unchecked)}"


def find_kinds(sources: Sources, files: Iterable[str]) -> Iterator["CustomKind"]:
    """The kinds that CRDs in the files define."""
    for path in files:
        if not sources.mentions(path, "CustomResourceDefinition"):
            continue
        from manifestlint.schema.crd import read_crds

        try:
            documents = sources.get(path).documents
        except Unreadable:
            continue  # told when the file itself is judged
        for document in documents:
            yield from read_crds(read_resources(document.data, path, document.index))


def judge_schema(
    resource: Resource, schemas: Schemas, judge: Judge, target: Target, judgement: Judgement
) -> None:
    """Note everything that the schema of its kind says against an object."""
    for fault in _faults(resource, schemas):
        effective = judge.setting(fault.rule, target)
        if effective is not None:
            problem = Problem(f"{resource.id}: {fault.message}", fault.at, fix=fault.fix)
            judgement.problems.append(Judged(fault.rule, effective.severity, problem, resource.ref))


def _faults(resource: Resource, schemas: Schemas) -> Iterator[Fault]:
    id = resource.id
    faults = schemas.check(id.group, id.version, id.kind, resource.data)
    if faults is None:
        message = f"nothing is known of {id.api_version} {id.kind}, so its fields are not checked"
        yield Fault(_NOT_AVAILABLE, message, At(("kind",)))
        return
    for fault in faults:
        if not _is_encrypted(fault, resource):
            yield fault


def _is_encrypted(fault: Fault, resource: Resource) -> bool:
    """Whether a SOPS file is blamed for what is gone or another once it is decrypted."""
    if not is_encrypted(resource.data):
        return False
    value = resource.get(*fault.at.pointer)
    return fault.at.pointer[:1] == ("sops",) or (isinstance(value, str) and value.startswith("ENC["))


def once_per_kind(findings: Iterable[Finding], scope: Scope) -> list[Finding]:
    """The findings, where nothing is known of a kind only the first; what nobody is told does not count."""
    told = set()
    kept = []
    for finding in findings:
        if finding.rule == _NOT_AVAILABLE and finding.resource and scope.tells_of(finding.path):
            kind = (finding.resource.group, finding.resource.version, finding.resource.kind)
            if kind in told:
                continue
            told.add(kind)
        kept.append(finding)
    return kept
