"""How large an object is."""

import json

from manifestlint.model.kinds import is_built_in_group
from manifestlint.model.resource import Resource

_LARGE = frozenset({"ConfigMap", "CustomResourceDefinition", "Secret"})


def json_size(resource: Resource) -> int:
    """Its bytes as JSON; 0 for kinds that are small by nature, which need not be measured."""
    id = resource.id
    if is_built_in_group(id.group) and id.kind not in _LARGE:
        return 0
    written = json.dumps(resource.data, ensure_ascii=False, separators=(",", ":"))
    return len(written.encode(errors="surrogatepass"))
