"""Containers whose image a change replaces."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.image import Image
from manifestlint.model.release import Release, read_release
from manifestlint.model.transition import Deployed, Transition
from manifestlint.model.workload import Container, as_workload
from manifestlint.rulekit import Problem, Related


@dataclass(frozen=True, slots=True)
class Swap:
    """A container that gets another image."""

    transition: Transition
    before: Container
    after: Container
    old: Image
    new: Image

    @property
    def same_repository(self) -> bool:
        """Whether both come from one repository."""
        return self.old.full_name == self.new.full_name

    @property
    def releases(self) -> tuple[Release, Release] | None:
        """The versions before and after, where they say which is the later one."""
        old, new = read_release(self.old.tag), read_release(self.new.tag)
        if not self.same_repository or old is None or new is None or not old.is_comparable(new):
            return None
        return old, new

    @property
    def goes_up(self) -> bool:
        """Whether the version after is surely the later one."""
        return self.releases is not None and self.releases[0] < self.releases[1]

    @property
    def reverted_to(self) -> Deployed | None:
        """The commit to whose state the change goes back."""
        new = self.transition.new
        return self.transition.change.deployed(new) if new else None

    def problem(self, message: str) -> Problem:
        """A problem at the new image."""
        return Problem(
            f"{self.after.title}: {message}",
            at=self.after.at("image"),
            related=(
                Related("the image before", self.before.at("image"), self.before.workload.resource.ref),
            ),
        )


def swaps(transition: Transition) -> Iterator[Swap]:
    """The containers, by list and name, whose image is another one than before."""
    if not transition.both:
        return
    old, new = (as_workload(side.resource) for side in transition.both)
    if old is None or new is None:
        return
    known = {_key(container): container for container in old.containers()}
    for container in new.containers():
        before = known.get(_key(container))
        if before is None or not isinstance(before.image, Image) or not isinstance(container.image, Image):
            continue
        if before.image.text != container.image.text:
            yield Swap(transition, before, container, before.image, container.image)


def elsewhere(old: Image, new: Image) -> str:
    """What is another one, where two images do not come from the same place."""
    same = old.full_name.partition("/")[2] == new.full_name.partition("/")[2]
    return "another registry" if same else "another repository"


def _key(container: Container) -> tuple[str | int, str]:
    return container.pointer[-2], container.name
