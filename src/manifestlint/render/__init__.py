"""From what stands in the repository to what Argo CD applies: kustomize and helm, run without a network."""

from manifestlint.render.envsubst import envsubst
from manifestlint.render.failure import NotRenderable
from manifestlint.render.helm import render_helm
from manifestlint.render.helm_options import HelmOptions, read_helm_options
from manifestlint.render.kustomize import render_kustomize
from manifestlint.render.kustomize_options import KustomizeOptions, read_kustomize_options
from manifestlint.render.origins import Sited, excerpt_of, origin_of, plain_origin, span_in_template
from manifestlint.render.paths import is_url, real_path, repository_path
from manifestlint.render.rendered import Rendered, RenderedResource

__all__ = [
    "HelmOptions",
    "KustomizeOptions",
    "NotRenderable",
    "Rendered",
    "RenderedResource",
    "Sited",
    "envsubst",
    "excerpt_of",
    "is_url",
    "origin_of",
    "plain_origin",
    "read_helm_options",
    "read_kustomize_options",
    "real_path",
    "render_helm",
    "render_kustomize",
    "repository_path",
    "span_in_template",
]
