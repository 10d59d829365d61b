"""The grammars of names at their edges."""

from collections.abc import Callable

import pytest

from manifestlint.model import names

CASES: dict[Callable[[str], bool], tuple[list[str], list[str]]] = {
    names.is_dns_label: (["a", "1", "a-b", "a" * 63], ["", "-a", "a-", "A", "a.b", "a_b", "a" * 64, "a\n"]),
    names.is_dns_subdomain: (["a", "a.b", "1.2.3.4", "a" * 253], ["", "a..b", ".a", "a.", "a.-b", "a" * 254]),
    names.is_wildcard_subdomain: (["*.a", "*.a.b"], ["*", "*.", "a.*", "*.*.a", "*a.b", "*." + "a" * 252]),
    names.is_label_value: (["", "a", "A_b.c", "1"], ["-a", "a-", "a b", "a/b", "a" * 64]),
    names.is_qualified_name: (["a", "A_b.c", "a.b/C"], ["", "/a", "a/", "a/b/c", "A.b/c", "-a", "a" * 64]),
    names.is_port_name: (
        ["a", "http-2", "9p", "a" * 15],
        ["", "80", "a--b", "-a", "a-", "A", "a_b", "a" * 16],
    ),
    names.is_config_key: (
        ["a", ".a", "-", "A_b.c", "a" * 253],
        ["", ".", "..", "..a", "a/b", "a b", "a" * 254],
    ),
    names.is_path_segment: (["a", "A b", "system:node", "..."], [".", "..", "a/b", "a%"]),
}


@pytest.mark.parametrize("grammar", CASES, ids=lambda grammar: grammar.__name__)
def test_grammar(grammar: Callable[[str], bool]) -> None:
    right, wrong = CASES[grammar]
    assert [name for name in right if not grammar(name)] == []
    assert [name for name in wrong if grammar(name)] == []
