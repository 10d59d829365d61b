"""Image tags that are not of the form that a team has agreed on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.image import Image
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, option


@dataclass(frozen=True, slots=True)
class Options:
    """The form of a tag."""

    allowed: str = option(
        "",
        r"Regular expression that a tag must contain a match of; anchor it (`^v\d+\.\d+\.\d+$`) to mean the "
        "whole tag.",
        format="regex",
        needed=True,
    )


@container_rule("image-tag-unexpected", severity=Severity.ERROR, profile=Profile.STRICT, since="0.1")
def image_tag_unexpected(container: Container, options: Options) -> Iterator[Problem]:
    r"""A container image has a tag of another form than the team allows.

    A pipeline that releases `v1.4.2` gives every image such a tag. Another one, `v1.4.2-rc1`, `pr-71` or
    `test`, was built by hand or from a branch, and does not belong into what is deployed.

    Set the option `allowed` to the form of your releases, for instance `^v\d+\.\d+\.\d+$`. Without it the
    rule says nothing. An image without a tag is told as well, unless it has a digest. All images are judged
    alike; where some come from elsewhere, give their objects other options in `spec.overrides`, or leave
    the third parties' forms in the expression.

    It is strict because only the team knows the form.
    """
    image = container.image
    if not options.allowed or not isinstance(image, Image):
        return
    if image.tag and re.search(options.allowed, image.tag):
        return
    if image.tag:
        reason = f'the tag "{image.tag}" of image "{image.text}" does not match {options.allowed}'
    elif not image.digest:
        reason = f'image "{image.text}" has no tag, and one that matches {options.allowed} is asked for'
    else:
        return
    yield Problem(f"{container.title}: {reason}", at=container.at("image"))
