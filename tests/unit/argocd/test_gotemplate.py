"""Templates come to what Go's text/template with sprig v3.3 makes of them; each row was run there."""

import contextlib
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.argocd.gotemplate import render
from manifestlint.argocd.gotemplate.values import as_parameters
from manifestlint.argocd.unknowns import NotExpandable, Refused

PARAMS: dict[str, Any] = as_parameters(
    {
        "name": "My-App_1",
        "n": 3,
        "big": 1234567,
        "f": 1.5,
        "on": True,
        "e": "",
        "nul": None,
        "l": ["a", "b-c", 2],
        "m": {"a": "x", "b": {"c": "deep"}},
        "path": {"path": "apps/dev/web", "segments": ["apps", "dev", "web"]},
        "uni": '<a>&"q"',
    }
)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ .name }}", "My-App_1"),
        ("{{.n}} {{.big}} {{.f}} {{.on}}", "3 1.234567e+06 1.5 true"),
        ("{{ .l }} {{ .m }}", "[a b-c 2] map[a:x b:map[c:deep]]"),
        ("{{ .nul }} {{ .absent }} {{ .absent.more }}", "<no value> <no value> <no value>"),
        ("{{ .path.path }} {{ index .path.segments 1 }}", "apps/dev/web dev"),
        ('a {{- " b " -}} c', "a b c"),
        ("a {{/* note */}} b {{- /* note */ -}} c", "a  bc"),
        ("{{ if .on }}yes{{ else }}no{{ end }}", "yes"),
        ('{{ if eq .name "x" }}1{{ else if gt .n 2.0 }}2{{ else }}3{{ end }}', "2"),
        ("{{ with .m.b }}{{ .c }}{{ $.name }}{{ end }}", "deepMy-App_1"),
        ("{{ range $i, $x := .l }}{{ $i }}={{ $x }};{{ end }}", "0=a;1=b-c;2=2;"),
        ("{{ range $k, $v := .m }}{{ $k }};{{ end }}", "a;b;"),
        ("{{ range .absent }}x{{ else }}none{{ end }}", "none"),
        ('{{ $x := .name | lower }}{{ $x }}{{ $x = "y" }}{{ $x }}', "my-app_1y"),
        ("{{ and .on .e }}|{{ or .e .name }}|{{ not .on }}", "|My-App_1|false"),
        ('{{ default "d" .e }} {{ .absent | default "d" }} {{ coalesce .nul .e "c" }}', "d d c"),
        ('{{ .name | lower | replace "_" "-" | trunc 4 }}', "my-a"),
        (
            '{{ .path.segments | join "-" }} {{ (split "/" .path.path)._1 }}',
            "apps-dev-web dev",
        ),
        ("{{ quote .name .nul .n }} {{ squote .name }}", '"My-App_1" "3" \'My-App_1\''),
        ('{{ printf "%s-%v-%q" .name .n .name }} {{ printf "%03d" 7 }}', 'My-App_1-3-"My-App_1" 007'),
        (
            '{{ normalize "Feature/A_b!" }} {{ slugify .path.path }} {{ slugify 8 true "one-two-three" }}',
            "feature-a-b apps-dev-web one-two",
        ),
        (
            "{{ toJson .m }} {{ .uni | toJson }} {{ .uni | toRawJson }}",
            '{"a":"x","b":{"c":"deep"}} "\\u003ca\\u003e\\u0026\\"q\\"" "<a>&\\"q\\""',
        ),
        ('{{ (fromJson "{\\"a\\": [1, 2]}").a }}', "[1 2]"),
        (
            '{{ ternary "y" "n" .on }} {{ has "a" .l }} {{ hasKey .m "a" }} {{ get .m "z" }}',
            "y true true ",
        ),
        (
            '{{ add 1 2 .n }} {{ sub 5 7 }} {{ div -7 2 }} {{ mod -7 2 }} {{ max 1 2 }} {{ int "12" }}',
            "6 -2 -3 -1 2 12",
        ),
        (
            '{{ base .path.path }} {{ dir .path.path }} {{ ext "a/b.yaml" }} {{ clean "a//b/../c" }}',
            "web apps/dev .yaml a/c",
        ),
        ('{{ "a\\tb" | quote }} {{ `raw` }} {{ indent 2 "a\\nb" }}', '"a\\tb" raw   a\n  b'),
        (
            '{{ regexMatch "^apps/[a-z]+" .path.path }} {{ regexReplaceAll "(a)(p)" .path.path "${2}$1" }}',
            "true paps/dev/web",
        ),
        (
            '{{ list 1 "a" | len }} {{ dict "k" .n }} {{ without .l "a" }} {{ uniq .l | first }}',
            "2 map[k:3] [b-c 2] a",
        ),
        ('{{ eq .absent "x" }} {{ ne .name "x" }} {{ eq .name "a" "My-App_1" }}', "false true true"),
        ('{{ print "a" 1 2 "b" }} {{ .l | toStrings }} {{ cat "a" 1 }}', "a1 2b [a b-c 2] a 1"),
        ('{{ b64enc "x" }} {{ sha256sum "x" | trunc 8 }}', "eA== 2d711642"),
        ("{{ until 3 }} {{ range 2 }}x{{ end }}", "[0 1 2] xx"),
        (
            '{{ trim "  a " }}{{ trimPrefix "My" .name }}{{ trimSuffix "_1" .name }}',
            "a-App_1My-App",
        ),
        ('{{ slugify 8 false "one-two-three" }} {{ splitList "/" .path.path | last }}', "one-two web"),
        ('{{ dig "b" "c" "d" .m }} {{ upper "a" }}{{ repeat 2 "ab" }}', "deep Aabab"),
        ("plain }} text { {", "plain }} text { {"),
    ],
)
def test_text(template: str, text: str) -> None:
    assert render(template, PARAMS) == text


@pytest.mark.parametrize(
    "template",
    [
        "{{ .name.x }}",
        "{{ .nul.x }}",
        "{{ lower .n }}",
        "{{ lower .absent }}",
        "{{ eq .n 3 }}",
        "{{ index .l 9 }}",
        "{{ if }}x{{ end }}",
        "{{ if .on }}x",
        "{{ end }}",
        "{{ .name",
        "{{ 1 | 2 }}",
        "{{ $x }}",
        "{{ trunc .n .name }}",
        "{{ range .name }}{{ end }}",
        '{{ add }}{{ fail "no" }}',
        "{{ div 1 0 }}",
        '{{ .name "x" }}',
        "{{ lower }}",
        "{{ }}",
        "{{ (lower .name }}",
        "{{ range $i, $x := 3 }}{{ end }}",
        '{{ slugify "a" .name }}',
        "{{ first .nul }}",
    ],
)
def test_go_refuses(template: str) -> None:
    with pytest.raises(Refused):
        render(template, PARAMS)


@pytest.mark.parametrize(
    "template",
    [
        "{{ randAlphaNum 5 }}",
        "{{ now }}",
        "{{ keys .m }}",
        "{{ if .e }}{{ typo .name }}{{ end }}",
        '{{ define "x" }}{{ end }}',
        "{{ range .l }}{{ break }}{{ end }}",
        "{{ 'a' }}",
        '{{ regexMatch "(a+)+b" .name }}',
        '{{ len "\u00e4" }}',
        "{{ kindOf 1 }}",
        "{{ repeat 1000 .name | repeat 1000 }}",
        "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}",
    ],
)
def test_what_is_not_evaluated_is_said(template: str) -> None:
    with pytest.raises(NotExpandable) as error:
        render(template, PARAMS)
    assert not isinstance(error.value, Refused)


def test_missing_keys_may_be_an_error() -> None:
    with pytest.raises(Refused, match=r"asks for \.absent, which is not among the parameters"):
        render("{{ .absent }}", PARAMS, missing_is_error=True)
    assert render('{{ .e | default "d" }}', PARAMS, missing_is_error=True) == "d"


def test_yaml_means_the_same() -> None:
    import yaml

    text = render("{{ toYaml .m | nindent 2 }}", PARAMS)
    assert yaml.safe_load(text) == PARAMS["m"]
    assert render("{{ toYaml .v }}", {"v": "yes"}) == '"yes"'


@given(st.text("ab \n{}-'\"|.$`", max_size=30))
def test_any_text_is_rendered_or_told(template: str) -> None:
    with contextlib.suppress(NotExpandable):
        assert isinstance(render(template, PARAMS), str)


@given(st.text())
def test_what_is_given_is_printed(text: str) -> None:
    assert render("{{ .x }}", {"x": text}) == text
    assert render("{{- .x -}} ", {"x": text}) == text


@pytest.mark.parametrize(
    "template",
    [
        "{{ range until 10000 }}{{ range until 10000 }}x{{ end }}{{ end }}",
        '{{ $x := "ab" }}{{ range until 60 }}{{ $x = print $x $x }}{{ end }}{{ $x }}',
        "{{ $x := list 1 2 }}{{ range until 60 }}{{ $x = list $x $x }}{{ end }}{{ $x }}",
        "{{ $x := list 1 2 }}{{ range until 60 }}{{ $x = concat $x $x }}{{ end }}{{ $x }}",
        '{{ "a" | repeat 1000000 | replace "a" (repeat 1000000 "b") }}',
        '{{ join (repeat 1000000 "b") (until 10000) }}',
        '{{ indent 1000000 (repeat 1000 "\n") }}',
    ],
)
def test_no_template_takes_long(template: str) -> None:
    start = time.perf_counter()
    with pytest.raises(NotExpandable):
        render(template, {})
    assert time.perf_counter() - start < 5
