"""Which Applications apply which folders of this repository."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from manifestlint.argocd.application import Application, read_application
from manifestlint.argocd.repository import repository_key
from manifestlint.argocd.sources import SourceSpec
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import World, is_below
from manifestlint.model.facts import Facts, read_facts
from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import read_resources
from manifestlint.source import Unreadable


@dataclass(frozen=True, slots=True)
class Claim:
    """An Application, and one of its sources that lies here."""

    application: Application
    facts: Facts
    source: SourceSpec

    @property
    def folder(self) -> str:
        """What it applies, relative to the tree's root."""
        return self.source.folder


def find_claims(world: World, sources: Sources, ours: Iterable[str]) -> Iterator[Claim]:
    """The claims of the Applications among a world's files.

    `ours` are the URLs that mean this repository. A source of another repository, or of a folder that is not
    here, claims nothing.
    """
    keys = {repository_key(url) for url in ours}
    for application, facts in _applications(world, sources):
        for source in application.sources:
            if source.leads_outside or source.only_referred_to or not source.path:
                continue
            here = repository_key(source.repo_url) in keys
            if here and any(is_below(file, source.folder) for file in world.files):
                yield Claim(application, facts, source)


def _applications(world: World, sources: Sources) -> Iterator[tuple[Application, Facts]]:
    for path in world.files:
        try:
            # Most files hold no Application: a look at the bytes spares reading them twice.
            documents = sources.get(path).documents if sources.mentions(path, ARGOCD_GROUP) else ()
        except Unreadable:
            continue  # told when the file itself is judged
        for document in documents:
            for resource in read_resources(document.data, path, document.index):
                application = read_application(resource)
                if application is not None:
                    yield application, read_facts(resource)
