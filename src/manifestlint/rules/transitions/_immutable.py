"""What of ConfigMaps and Secrets the API server does not let be changed.

Source: `pkg/apis/core/validation/validation.go`, `ValidateConfigMapUpdate` and `ValidateSecretUpdate`,
Kubernetes v1.35.
"""

from collections.abc import Iterator

from manifestlint.rules.config._data import content, entries, is_judged
from manifestlint.rules.transitions._fields import changed
from manifestlint.rules.transitions._update import Refusal, Update


def data(update: Update) -> Iterator[Refusal]:
    """The data of a ConfigMap or Secret that says `immutable: true`."""
    resources = update.old.resource, update.new.resource
    if update.old.get("immutable") is not True or not all(is_judged(resource) for resource in resources):
        return
    if update.new.get("immutable") is not True:
        yield Refusal(("immutable",), "immutable: true is taken back, which nobody can")
    before, after = (content(resource) for resource in resources)
    changed = [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]
    if changed:
        places = {str(path[1]): path for path, _ in entries(resources[1])}
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        yield Refusal(
            places.get(changed[0], ("data", changed[0])),
            f"{changed[0]}{more} of what is immutable: true is changed",
        )


def secret_type(update: Update) -> Iterator[Refusal]:
    """A Secret's type."""
    before, after = (value or "Opaque" for value in update.get("type"))
    if before != after:
        yield changed(("type",), before, after)
