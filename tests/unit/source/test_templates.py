"""What is taken for a template, and what is text that another engine replaces."""

import pytest

from manifestlint.source import Flaw, comes_from_template, read

MISTAKE = "b: c: d\n"


def only_flaw(text: str) -> Flaw:
    (flaw,) = read("x.yaml", text.encode()).flaws
    return flaw


@pytest.mark.parametrize(
    "line",
    [
        "summary: '{{ if eq $value 1.0 }}one{{ end }}'",
        'summary: "{{ $value }} of \\"{{ $labels.pod }}\\""',
        "summary: 'it''s {{ .Values.x }}'",
        "list: ['{{ if a }}', \"{{ end }}\"]",
        'block: |\n  {{ define "x" }}\n  {{ end }}',
        "folded: >-\n  {{ range . }}\n\n  {{ end }}",
        "spread: '{{ if a }}\n  {{ end }}'",
        "# comment",
    ],
)
@pytest.mark.parametrize("mistake", [MISTAKE, "b: 'c' d\n", "b: [\n", "b: *c\n", "b: !!int c\n", "@\n"])
def test_a_template_in_quotes_explains_no_mistake(line: str, mistake: str) -> None:
    text = f"a: 1\n{line}\n{mistake}"
    flaw = only_flaw(text)
    assert "template" not in flaw.message
    assert not comes_from_template(text, flaw)


@pytest.mark.parametrize(
    "text",
    [
        "b: c: '{{ if a }}{{ end }}'\n",
        "a: '{{ if a }}' {b\n",
        "a: '{{ if a }}\n",
        'a: 1\nb: "{{ end }}\n',
        "a: {b: '{{ if a }}': c}\n",
    ],
)
def test_a_mistake_on_the_line_of_a_quoted_template(text: str) -> None:
    assert "template" not in only_flaw(text).message


@pytest.mark.parametrize(
    "text",
    [
        "a: {{ .Values.x }}\n",
        "a: {{ .Values.x }}: 1\n",
        "{{- if .Values.x }}\na: 1\n{{- end }}\n",
        "{{/* what it is */}}\na: 1\n",
        "a:\n  {{- toYaml .Values.x | nindent 2 }}\n",
        'a: {{ include "chart.name" . }}\n',
        'a: "{{ .Values.x | default "y" }}"\n',
        'a: "{{ .Values.x | default "" }}"\n',
        "a: don't {{ .Values.x }}\n{{ with .Values.x }}: 1\n",
        "a: 'b'\n{{ range .Values.x }}\n",
        "{{/*\nwhat it is\nin words\n*/}}\na: 1\n",
        "{{- $x := 1 -}}\na: 1\n",
        "a: {{ toYaml . | nindent 2 }}\n",
        "a: {{ $.Release.Name }}-{{ $x }}\n",
    ],
)
def test_helm(text: str) -> None:
    flaw = only_flaw(text)
    assert "template" in flaw.message
    assert comes_from_template(text, flaw)


@pytest.mark.parametrize(
    "text",
    ["path: {{path}}/x\n", "a: {{ .path.basename }}\n", "a: {{ $labels.pod }} is down\n", "{% if x %}\n"],
)
def test_templates_of_other_engines(text: str) -> None:
    flaw = only_flaw(text)
    assert "template" in flaw.message
    assert not comes_from_template(text, flaw)


def test_a_flaw_is_looked_at_where_it_stands_in_the_file() -> None:
    text = "a: 1\n---\nb: {{ .Values.x }}\n---\n" + MISTAKE
    flaws = read("x.yaml", text.encode()).flaws
    assert [comes_from_template(text, flaw) for flaw in flaws] == [True, False]


def test_many_templates_on_a_line_take_no_time() -> None:
    assert "template" not in only_flaw("a: '" + "{{ x }}" * 20_000 + "' b\n").message
    assert "template" not in only_flaw("[" + "'{{ x }}', " * 20_000 + "\n").message
