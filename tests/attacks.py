"""Let `kg ingest` read every file of `hostile.py` among good ones: `python tests/attacks.py [NAME…]`.

Prints seconds of the clock and of the parser's processor and its peak memory for each, and ends with 1 where one takes
more than 30 s of the clock or 1 GB, where a good document is not in the graph, where the program prints a traceback, or
where anything connects to ADDRESS.
"""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from hostile import ADDRESS, ATTACKS, NAMES, RAW_NAMES  # noqa: E402

from kg.formats.sandbox import Sandbox  # noqa: E402
from kg.model import ReadError  # noqa: E402

SECONDS, MEMORY = 30.0, 1_000_000_000
GOOD = ROOT / "tests" / "fixtures" / "formats"


def alone(name: str, data: bytes) -> tuple[float, float, int, str]:
    """Seconds of the clock and of computing and peak bytes that one file takes of its parser, and what it says."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    sandbox = Sandbox()
    started = time.monotonic()
    try:
        said = f"{len(sandbox.text_of(name, data).text):,} characters"
    except ReadError as error:
        said = str(error)
    seconds = time.monotonic() - started
    child = sandbox._child
    status = Path(f"/proc/{child.pid}/status") if child is not None and child.poll() is None else None
    lines = status.read_text().splitlines() if status is not None and status.exists() else []
    peak = next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)
    sandbox.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    computing = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, computing, peak, said


def batch(folder: Path, names: list[str]) -> list[str]:
    """Faults of one ingest of all the attacks, odd names and good documents together."""
    documents = folder / "documents"
    documents.mkdir()
    for name in names:
        (documents / name).write_bytes(ATTACKS[name]())
    good = sorted([*GOOD.glob("html/*"), *GOOD.glob("pdf/[!b]*"), *GOOD.glob("docx/*")])[::4]
    for path in good:
        (documents / path.name).write_bytes(path.read_bytes())
    odd = [
        bytes(documents) + b"/" + (name if isinstance(name, bytes) else name.encode()) for name in (*NAMES, *RAW_NAMES)
    ]
    for name in odd:
        Path(os.fsdecode(name)).write_bytes(good[0].read_bytes())
    store = folder / "store"
    command = [sys.executable, "-m", "kg", "ingest", "--store", str(store), str(documents)]
    done = subprocess.run(
        command, capture_output=True, check=False, cwd=folder, env={"PYTHONPATH": str(ROOT), "PATH": ""}
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    listed = subprocess.run(
        [*command[:3], "status", "--store", str(store)],
        capture_output=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )
    faults = [
        f"good document not read: {path.name}" for path in good if f"added     {documents}/{path.name}" not in said
    ]
    read, due = said.count("added     "), len(good) + len(NAMES)
    faults += [f"only {read} documents read, {due} are good"] if read < due else []
    faults += ["a name not in UTF-8 is not told"] if said.count("not in UTF-8") != len(RAW_NAMES) else []
    faults += [f"status {done.returncode}"] if done.returncode not in (0, 1) else []
    faults += ["traceback"] if "Traceback" in said else []
    faults += [f"fault of ours: {line}" for line in said.splitlines() if "fault of this program" in line]
    faults += ["control characters in the output"] if "\x1b" in said.replace("\x1b[K", "") or "\u202e" in said else []
    faults += ["status does not work"] if listed.returncode else []
    faults += [f"written outside: {path}" for path in folder.iterdir() if path not in (documents, store)]
    return faults


def main(names: list[str]) -> int:
    """Run all, or those named."""
    address = urlsplit(ADDRESS)
    listener = socket.create_server((address.hostname or "", address.port or 0), backlog=100)
    listener.setblocking(False)
    faults = []
    for name in names:
        seconds, computing, peak, said = alone(name, ATTACKS[name]())
        sys.stdout.write(f"{name:20} {seconds:5.1f} s {computing:5.1f} s {peak / 1e6:5.0f} MB  {said[:110]}\n")
        sys.stdout.flush()
        if seconds > SECONDS or peak > MEMORY:
            faults.append(f"{name} takes {seconds:.0f} s and {peak / 1e6:.0f} MB")
    with tempfile.TemporaryDirectory() as folder:
        faults += batch(Path(folder), names)
    try:
        faults.append(f"connected: {listener.accept()[1]}")
    except BlockingIOError:
        sys.stdout.write("no connection\n")
    sys.stdout.writelines(f"FAULT {fault}\n" for fault in faults)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(ATTACKS)))
