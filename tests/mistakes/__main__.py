"""`PYTHONPATH=tests python -m mistakes [WORD…]`: makes them all (or those that hold the words), and prints what was told."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from mistakes import EVERY
from mistakes.trial import Trial

with tempfile.TemporaryDirectory() as folder:
    trial, counted = Trial(Path(folder)), Counter[str]()
    for mistake in EVERY:
        if all(word in str(mistake) for word in sys.argv[1:]):
            (told,) = trial(mistake)
            verdict = told.verdict(mistake)
            counted[verdict] += 1
            print(f"{verdict}: {mistake}")
            if verdict not in ("right", "harmless"):
                print(
                    f"    to be told at {told.place or 'no place'}",
                    *(f"    {it}" for it in told.messages),
                    sep="\n",
                )
                print("".join(f"    {it}\n" for it in told.traceback.strip().splitlines()[-3:]), end="")
    trial.close()
    print(", ".join(f"{verdict}: {count}" for verdict, count in counted.most_common()))
