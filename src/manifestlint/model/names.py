"""The grammars of names, as the API server checks them.

Source: apimachinery `pkg/util/validation/validation.go` and `pkg/api/validate/content/kube.go` (v1.35).
"""

import re
from functools import lru_cache

_LABEL = r"[a-z0-9](?:[-a-z0-9]*[a-z0-9])?"
_DNS_LABEL = re.compile(_LABEL)
_DNS_SUBDOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_DNS_1035_LABEL = re.compile(r"[a-z](?:[-a-z0-9]*[a-z0-9])?")
_QUALIFIED = re.compile(r"[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?")
_PORT = re.compile(r"(?=[-0-9]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*")
_CONFIG_KEY = re.compile(r"[-._a-zA-Z0-9]+")
_LONGEST_LABEL = 63
_REMEMBERED = 4096
_LONGEST_SUBDOMAIN = 253
_LONGEST_PORT = 15

# The grammars in words, for messages.
DNS_LABEL = 'lower-case letters, digits and "-", at most 63, with a letter or digit at both ends'
DNS_1035_LABEL = 'lower-case letters, digits and "-", at most 63, a letter first, no "-" last'
DNS_SUBDOMAIN = 'lower-case letters, digits, "-" and ".", at most 253, no "-" or "." at an end or beside "."'
QUALIFIED_NAME = 'letters, digits, "-", "_" and ".", at most 63, after an optional domain and "/"'
DRIVER_NAME = 'letters, digits, "-" and ".", at most 63, with a letter or digit at both ends'
LABEL_VALUE = 'letters, digits, "-", "_" and ".", at most 63, with a letter or digit at both ends'
PORT_NAME = 'lower-case letters, digits and single "-" between them, at most 15, at least one letter'
CONFIG_KEY = 'letters, digits, "-", "_" and ".", at most 253, not ".", and not starting with ".."'


def is_dns_label(name: str) -> bool:
    """A label of RFC 1123, as names of namespaces, containers and ports of Services are."""
    return len(name) <= _LONGEST_LABEL and bool(_DNS_LABEL.fullmatch(name))


def is_dns_1035_label(name: str) -> bool:
    """A label of RFC 1035, as names of custom resources and versions of APIs are."""
    return len(name) <= _LONGEST_LABEL and bool(_DNS_1035_LABEL.fullmatch(name))


def is_dns_subdomain(name: str) -> bool:
    """A host name of RFC 1123, as most objects' names are."""
    return len(name) <= _LONGEST_SUBDOMAIN and bool(_DNS_SUBDOMAIN.fullmatch(name))


def is_wildcard_subdomain(name: str) -> bool:
    """`*.` and a host name."""
    return name.startswith("*.") and len(name) <= _LONGEST_SUBDOMAIN and is_dns_subdomain(name[2:])


@lru_cache(maxsize=_REMEMBERED)
def is_qualified_name(name: str) -> bool:
    """A name with an optional domain and slash before it, as keys of labels are."""
    domain, slash, last = name.rpartition("/")
    if slash and not is_dns_subdomain(domain):
        return False
    return len(last) <= _LONGEST_LABEL and bool(_QUALIFIED.fullmatch(last))


@lru_cache(maxsize=_REMEMBERED)
def is_label_value(value: str) -> bool:
    """What a label may be set to; nothing is allowed too."""
    return not value or (len(value) <= _LONGEST_LABEL and bool(_QUALIFIED.fullmatch(value)))


def is_port_name(name: str) -> bool:
    """A service name of RFC 6335, as names of container ports are."""
    return len(name) <= _LONGEST_PORT and bool(_PORT.fullmatch(name))


def is_port_number(number: int) -> bool:
    """A number that a port can have."""
    return 1 <= number <= 65535


def is_config_key(name: str) -> bool:
    """A key of a ConfigMap or a Secret, which becomes a file's name."""
    if len(name) > _LONGEST_SUBDOMAIN or not _CONFIG_KEY.fullmatch(name):
        return False
    return name != "." and not name.startswith("..")


def is_driver_name(name: str) -> bool:
    """A name of a driver of volumes or devices (`pkg/apis/core/validation`, `ValidateCSIDriverName`)."""
    return len(name) <= _LONGEST_LABEL and is_dns_subdomain(name.lower())


def is_path_segment(name: str) -> bool:
    """Anything that can stand between two slashes of a URL, as names in RBAC are."""
    return name not in {".", ".."} and not {"/", "%"} & set(name)
