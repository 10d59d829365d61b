"""`manifestlint rollout`: what is shown, and how it ends."""

import json
from xml.etree import ElementTree

from tests.cli.conftest import Run, Write

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 1
  minReadySeconds: 5
  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 20
      containers:
      - name: app
        image: registry.example.com/web:v1
        startupProbe: {httpGet: {path: /, port: 80}, initialDelaySeconds: 4}
        readinessProbe:
          httpGet: {path: /, port: 80}
          initialDelaySeconds: 2
          periodSeconds: 3
          successThreshold: 2
"""
OTHERS = """\
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec: {replicas: 2, serviceName: db, template: {spec: {containers: [{name: db, image: "db:v1"}]}}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: shop}
spec: {template: {spec: {containers: [{name: agent, image: "agent:v1"}]}}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: manual, namespace: shop}
spec: {updateStrategy: {type: OnDelete}, template: {spec: {containers: [{name: db, image: "db:v1"}]}}}
"""
SCALER = """\
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  minReplicas: 3
  maxReplicas: 9
"""


def test_text(run: Run, write: Write) -> None:
    write("web.yaml", DEPLOYMENT)
    result = run("rollout", "web.yaml")
    assert result.exit_code == 0
    assert result.stdout == (
        "Deployment shop/web  web.yaml\n"
        "  strategy   RollingUpdate, maxSurge 1, maxUnavailable 0; 1 replica\n"
        "  pods       ready 8 s after creation at the earliest, available 5 s later, gone 20 s after the\n"
        "             word to end at the latest\n"
        "  update     done after 33 s: never fewer than 1 of 1 pod ready, never more than 2 pods, 2 with\n"
        "             those that end; 8 s without progress at most\n"
        "  if broken  1 of 1 pod stay ready, and after 600 s it is called failed\n"
        "\n"
        "    time   old   new ready ending  what happens\n"
        "     0 s     1     0     1      0  before\n"
        "     0 s     1     1     1      0  1 new pod created\n"
        "     8 s     1     1     2      0  1 new pod ready\n"
        "    13 s     1     1     2      0  1 new pod available\n"
        "    13 s     0     1     1      1  1 old pod told to end\n"
        "    33 s     0     1     1      0  1 old pod gone\n"
        "\n"
        "    2 | +++++++++++++++##########......................................\n"
        "    1 |#################################################################\n"
        "    0 +-----------------------------------------------------------------\n"
        "       0 s                                                          33 s\n"
        "       # ready  + not ready  . ending\n"
    )


def test_name_and_kinds(run: Run, write: Write) -> None:
    write("all.yaml", f"{DEPLOYMENT}---\n{OTHERS}")
    named = run("rollout", "all.yaml", "db")
    assert (named.exit_code, named.stdout.count("strategy")) == (0, 1)
    assert "StatefulSet shop/db" in named.stdout
    assert "never called failed" in named.stdout
    everything = run("rollout", "all.yaml")
    assert everything.exit_code == 3
    assert "on 3 nodes, for nothing here says how many there are" in everything.stdout
    assert "StatefulSet shop/manual: nothing is known" in everything.stderr


def test_json(run: Run, write: Write) -> None:
    write("web.yaml", f"{DEPLOYMENT}---\n{SCALER}")
    content = json.loads(run("rollout", "web.yaml", "--format", "json", "--start", "10").stdout)
    (plan,) = content["rollouts"]
    assert plan["resource"]["name"] == "web"
    assert plan["timing"] == {"ready": 17, "settled": 5, "ending": 20}
    assert (plan["replicas"], plan["update"]["lowest_ready"], plan["update"]["highest_pods"]) == (3, 3, 4)
    assert plan["never_ready"]["finished"] is False
    assert plan["notes"] == ["HorizontalPodAutoscaler shop/web sets 3 to 9 replicas; this is told for 3"]


def test_svg(run: Run, write: Write) -> None:
    write("web.yaml", DEPLOYMENT.replace("name: web,", 'name: "<web>",'))
    result = run("rollout", "web.yaml", "--svg")
    root = ElementTree.fromstring(result.stdout)  # noqa: S314 - our own output
    assert root.tag.endswith("svg")
    assert len([each for each in root.iter() if each.tag.endswith("path")]) == 3
    assert "<web>" in "".join(root.itertext())


def test_many_pods(run: Run, write: Write) -> None:
    write("web.yaml", DEPLOYMENT)
    result = run("rollout", "web.yaml", "--replicas", "100")
    assert "steps more" in result.stdout
    assert "a row is 9 pods" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_nothing_to_show(run: Run, write: Write) -> None:
    write("other.yaml", SCALER)
    result = run("rollout", "other.yaml")
    assert result.exit_code == 2
    assert "no Deployment, StatefulSet or DaemonSet among these files" in result.stderr
    assert run("rollout", "missing.yaml").exit_code == 2


def test_broken_file(run: Run, write: Write) -> None:
    write("web.yaml", "apiVersion: apps/v1\nkind: [\n")
    result = run("rollout", "web.yaml")
    assert result.exit_code == 3
    assert "not shown: web.yaml" in result.stderr
