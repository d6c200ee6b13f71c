"""Every subject that is recorded, by the name of its file."""

from importlib import import_module
from types import ModuleType

MODULES = (
    "answers",
    "attention",
    "bits",
    "cache",
    "chance",
    "context",
    "depth",
    "embeddings",
    "knowledge",
    "lab_page",
    "languages",
    "loss",
    "model_file",
    "neurons",
    "next_token",
    "project",
    "prompting",
    "small_networks",
    "speed",
    "tokens",
    "training",
)
SUBJECTS: dict[str, ModuleType] = {
    module.replace("_", "-"): import_module(f".{module}", __package__) for module in MODULES
}
