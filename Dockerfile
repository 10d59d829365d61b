# manifestlint with what it renders kustomizations and charts with:
#
#   docker build --tag manifestlint .
#   docker run --rm --volume "$PWD:/work:ro" manifestlint check .
FROM python:3.12-slim-bookworm@sha256:782412e85d0f0984994c290652577d4018aff08145c85b262bb63dc0c7522254 AS base

# kubectl and helm as their projects publish them, held against sums that stand here.
FROM base AS tools
ARG TARGETARCH
ARG KUBECTL=1.35.0
ARG HELM=3.19.0
WORKDIR /tools
ADD https://dl.k8s.io/release/v${KUBECTL}/bin/linux/${TARGETARCH}/kubectl kubectl-${TARGETARCH}
ADD https://get.helm.sh/helm-v${HELM}-linux-${TARGETARCH}.tar.gz helm-${TARGETARCH}
# Those of the other architecture are not asked for; one that is missing fails.
RUN printf '%s  %s\n' \
      a2e984a18a0c063279d692533031c1eff93a262afcc0afdc517375432d060989 kubectl-amd64 \
      58f82f9fe796c375c5c4b8439850b0f3f4d401a52434052f2df46035a8789e25 kubectl-arm64 \
      a7f81ce08007091b86d8bd696eb4d86b8d0f2e1b9f6c714be62f82f96a594496 helm-amd64 \
      440cf7add0aee27ebc93fada965523c1dc2e0ab340d4348da2215737fc0d76ad helm-arm64 \
      > all \
    && sed --quiet "/-${TARGETARCH}\$/p" all > asked \
    && test "$(wc --lines < asked)" = 2 \
    && sha256sum --check --strict asked \
    && tar --extract --gzip --file "helm-${TARGETARCH}" --strip-components=1 "linux-${TARGETARCH}/helm" \
    && install -D --mode=755 helm /out/helm \
    && install -D --mode=755 "kubectl-${TARGETARCH}" /out/kubectl

FROM base AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN python -m venv /opt/manifestlint && /opt/manifestlint/bin/pip install --no-cache-dir --quiet .

FROM base
# Debian keeps only its newest git, so a version of it cannot be named.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/*
COPY --from=tools /out/ /usr/local/bin/
COPY --from=build /opt/manifestlint /opt/manifestlint
# The checkout belongs to somebody else in here; manifestlint tells git itself that this is meant.
ENV PATH=/opt/manifestlint/bin:$PATH
RUN useradd --no-log-init --create-home --uid 10001 manifestlint
USER 10001
WORKDIR /work
ENTRYPOINT ["manifestlint"]
CMD ["check", "."]
