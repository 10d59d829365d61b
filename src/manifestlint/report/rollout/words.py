"""An update in a few sentences."""

from manifestlint.core.rollout import Rolled, RolloutPlan
from manifestlint.core.words import counted


def pods_words(plan: RolloutPlan) -> str:
    """How long its pods take."""
    timing = plan.good.timing
    text = f"ready {timing.ready} s after creation at the earliest"
    text += f", available {timing.settled} s later" if timing.settled else ""
    return f"{text}, gone {timing.ending} s after the word to end at the latest"


def good_words(rolled: Rolled) -> str:
    """What an update does whose pods work."""
    if len(rolled.steps) == 1:
        return "nothing is replaced"
    course = f"done after {rolled.seconds} s" if rolled.finished else "more steps than are shown"
    kept = f"; {counted(rolled.kept, 'pod')} below the partition not replaced" if rolled.kept else ""
    return (
        f"{course}: never fewer than {rolled.lowest} of {counted(rolled.replicas, 'pod')} ready,"
        f" never more than {counted(rolled.highest, 'pod')}, {rolled.crowd} with those that end;"
        f" {rolled.silence} s without progress at most{kept}"
    )


def failed_words(plan: RolloutPlan) -> str:
    """What happens where new pods never get ready."""
    last = plan.failed.steps[-1]
    stays = f"{last.ready} of {counted(plan.failed.replicas, 'pod')} stay ready"
    if plan.deadline is None:
        return f"{stays}, and it is never called failed"
    return f"{stays}, and after {plan.deadline} s it is called failed"
