"""The site's service worker with caches that refuse what a page tells it to: for tests."""

import shutil
from pathlib import Path

CALLS = ["open", "match", "put", "keys", "delete"]
PRELUDE = """let refused = [];
addEventListener("message", ({ data, source }) => {
  if (Array.isArray(data)) refused = data, source.postMessage("refusing");
});
for (const of of [CacheStorage.prototype, Cache.prototype]) for (const name of %s) {
  const own = of[name];
  if (own) of[name] = function (...given) {
    return refused.includes(name) ? Promise.reject(new DOMException("refused", "UnknownError")) : own.apply(this, given);
  };
}
"""
# Resolves when the worker refuses these calls
REFUSE = """(calls) => new Promise((resolve) => {
    navigator.serviceWorker.addEventListener('message', () => resolve(true), { once: true });
    navigator.serviceWorker.startMessages();
    navigator.serviceWorker.controller.postMessage(calls);
})"""


def with_refusing_worker(site: Path, copy: Path) -> Path:
    shutil.copytree(site, copy)
    worker = copy / "service-worker.js"
    worker.write_text(PRELUDE % CALLS + worker.read_text(encoding="utf-8"), encoding="utf-8")
    return copy
