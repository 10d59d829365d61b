"""Image references, by the grammar of the distribution project.

Source: `reference/regexp.go`, `reference/reference.go` and `reference/normalize.go` of
github.com/distribution/reference v0.6.0, which the kubelet and container runtimes parse with.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_MAX_NAME = 255
_DEFAULT_REGISTRY = "docker.io"
_OLD_DEFAULT = "index.docker.io"
_OFFICIAL = "library/"
_COMPONENT = re.compile(r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*")
_LABEL = r"(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])"
_REGISTRY = re.compile(rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?")
_TAG = re.compile(r"[\w][\w.-]{0,127}", re.ASCII)
_DIGEST = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}")
_HEX_LENGTH = {"sha256": 64, "sha384": 96, "sha512": 128}
_IDENTIFIER = re.compile(r"[a-f0-9]{64}")
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\$\{.*?\}|\$\(.*?\)|<[^>]*>|%\w*%|\{\{|\}\}")


@dataclass(frozen=True, slots=True)
class Image:
    """A reference taken apart. `registry` and `repository` are as written, without defaults."""

    text: str
    registry: str
    repository: str
    tag: str
    digest: str

    @property
    def host(self) -> str:
        """The registry that is asked: Docker Hub where none is written."""
        return self.registry or _DEFAULT_REGISTRY

    @property
    def full_name(self) -> str:
        """Registry and repository as the container runtime completes them, without tag and digest."""
        host = _DEFAULT_REGISTRY if self.host == _OLD_DEFAULT else self.host
        official = host == _DEFAULT_REGISTRY and "/" not in self.repository
        return f"{host}/{_OFFICIAL if official else ''}{self.repository}"

    @property
    def tag_chars(self) -> tuple[int, int] | None:
        """Where in `text` the tag stands."""
        if not self.tag:
            return None
        end = len(self.text.partition("@")[0])
        return end - len(self.tag), end


@dataclass(frozen=True, slots=True)
class InvalidImage:
    """Why a text is no image reference, and which part of it is to blame."""

    text: str
    reason: str
    chars: tuple[int, int]


@lru_cache(maxsize=1024)
def parse_image(text: str) -> Image | InvalidImage:
    """Take a reference apart; a port in the registry is no tag."""
    leftover = _TEMPLATE.search(text)
    if leftover:
        return InvalidImage(
            text, f'"{leftover[0]}" is a placeholder that nothing has filled in', leftover.span()
        )
    image = _split(text)
    return _first_fault(image) or image


def is_within(image: Image, place: str) -> bool:
    """Whether an image comes from a registry, an account or a repository; whole parts count."""
    return f"{image.full_name}/".startswith(f"{place.rstrip('/')}/")


def _split(text: str) -> Image:
    rest, _, digest = text.partition("@")
    slash, colon = rest.rfind("/"), rest.rfind(":")
    name, tag = (rest[:colon], rest[colon + 1 :]) if colon > slash else (rest, "")
    first, separator, remainder = name.partition("/")
    # An upper-case first part counts as a host: normalize.go, splitDockerDomain.
    is_host = bool(separator) and (
        "." in first or ":" in first or first == "localhost" or first != first.lower()
    )
    registry, repository = (first, remainder) if is_host else ("", name)
    return Image(text, registry, repository, tag, digest)


def _first_fault(image: Image) -> InvalidImage | None:
    text = image.text
    if not text or text.isspace():
        return InvalidImage(text, "it is empty", (0, len(text)))
    return _registry_fault(image) or _repository_fault(image) or _tag_fault(image) or _digest_fault(image)


def _registry_fault(image: Image) -> InvalidImage | None:
    registry = image.registry
    if not registry:
        return None
    chars = (0, len(registry))
    if not {".", ":"} & set(registry) and registry != "localhost":
        reason = f'"{registry}" has upper case, and an account or repository must be lower case'
        return InvalidImage(image.text, reason, chars)
    if not _REGISTRY.fullmatch(registry):
        return InvalidImage(image.text, f'"{registry}" is no host name', chars)
    return None


def _repository_fault(image: Image) -> InvalidImage | None:
    start = len(image.registry) + 1 if image.registry else 0
    chars = (start, start + len(image.repository))
    if _IDENTIFIER.fullmatch(image.repository) and not image.registry:
        return InvalidImage(image.text, "64 hexadecimal digits are an image's id, not its name", chars)
    for part in image.repository.split("/"):
        end = start + len(part)
        if not _COMPONENT.fullmatch(part):
            return InvalidImage(image.text, _component_reason(part), (start, end) if part else chars)
        start = end + 1
    if len(image.registry) + len(image.repository) >= _MAX_NAME:
        return InvalidImage(image.text, f"the name is longer than {_MAX_NAME} characters", chars)
    return None


def _component_reason(part: str) -> str:
    if not part:
        return "a part of the name is empty"
    if part != part.lower() and _COMPONENT.fullmatch(part.lower()):
        return f'"{part}" has upper case, and a repository must be lower case'
    return f'"{part}" is no repository name (lower-case letters and digits, parted by ".", "_", "__" or "-")'


def _tag_fault(image: Image) -> InvalidImage | None:
    end = len(image.text.partition("@")[0])
    if not image.tag:
        if image.text[:end].endswith(":"):
            return InvalidImage(image.text, "the tag is empty", (end - 1, end))
        return None
    if _TAG.fullmatch(image.tag):
        return None
    reason = f'"{image.tag}" is no tag (letters, digits, "_", "." and "-", at most 128)'
    return InvalidImage(image.text, reason, (end - len(image.tag), end))


def _digest_fault(image: Image) -> InvalidImage | None:
    start = image.text.find("@")
    if start < 0:
        return None
    chars = (start + 1, len(image.text)) if image.digest else (start, start + 1)
    algorithm, _, digits = image.digest.partition(":")
    if _DIGEST.fullmatch(image.digest) and len(digits) == _HEX_LENGTH.get(algorithm, len(digits)):
        return None
    return InvalidImage(
        image.text, f'"{image.digest}" is no digest such as sha256:<64 hexadecimal digits>', chars
    )
