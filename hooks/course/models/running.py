"""A line that runs a model, for each program that is known to run it."""

from collections.abc import Iterator

from .models import FeaturedModel

USUAL = "Q4_K_M"  # what llama.cpp and Ollama take where a repository has it


def running(model: FeaturedModel) -> Iterator[tuple[str, str]]:
    """The program and the line, to be pasted into a terminal. Ids and names are of forms that need no quotes.

    ``-hf REPO:QUANTIZATION``: https://huggingface.co/docs/hub/gguf-llamacpp; ``hf.co/REPO:QUANTIZATION``:
    https://huggingface.co/docs/hub/ollama.
    """
    run, files = model.run, model.quantized
    hello = "{'role': 'user', 'content': 'Hello'}"
    asked = f"[{hello}]"
    if run.pipeline != "text-generation":
        asked = "text=[{'role': 'user', 'content': [{'type': 'text', 'text': 'Hello'}]}]"
    trust = ", trust_remote_code=True" if run.trust else ""
    made = f"pipeline('{run.pipeline}', '{run.transformers or model.id}'{trust})"
    yield "transformers", f'python -c "from transformers import pipeline; print({made}({asked}))"'
    quantization = next(iter(files.bytes), USUAL)
    if files.repo:
        yield "llama.cpp", f"llama-cli -hf {files.repo}:{quantization}"
    if run.ollama or files.repo:
        yield "Ollama", f"ollama run {run.ollama or f'hf.co/{files.repo}:{quantization}'}"
