# SPDX-License-Identifier: MIT
"""Runs the README's commands and compares what they print with what it shows.

    readme_test.py TAMGA REPOSITORY

In the README's code blocks a line "$ tamga ..." is a command, which goes on while a line ends in a
backslash or a quotation is open; what follows, up to the next command or the block's end, is what it
prints on both outputs. A line "..." stands for any lines. The commands run in order, in a temporary
folder in which "fixtures" is the repository's, and each must succeed.
"""
import os
import pathlib
import subprocess
import sys
import tempfile


def is_unfinished(command):
    plain = command.replace('\\"', "")
    return command.endswith("\\") or plain.count('"') % 2 == 1


def steps(readme):
    """Pairs of a command and the lines shown after it."""
    found = []
    in_block = False
    for line in readme.splitlines():
        if line.startswith("```"):
            in_block = not in_block
            current = None
        elif in_block and line.startswith("$ "):
            current = [line[2:], []]
            found.append(current)
        elif in_block and current and not current[1] and is_unfinished(current[0]):
            current[0] += "\n" + line
        elif in_block and current:
            current[1].append(line)
    return found


def fits(shown, printed):
    if not shown:
        return not printed
    if shown[0] == "...":
        return any(fits(shown[1:], printed[i:]) for i in range(len(printed) + 1))
    return bool(printed) and shown[0] == printed[0] and fits(shown[1:], printed[1:])


def run(command, folder, tamga):
    path = f"{tamga.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(["bash", "-c", command], cwd=folder, env={**os.environ, "PATH": path},
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode, done.stdout.splitlines()


def failures(found, folder, tamga):
    for command, shown in found:
        status, printed = run(command, folder, tamga)
        if status != 0 or not fits(shown, printed):
            yield "\n".join([f"$ {command}", "README.md shows:", *shown,
                             f"it prints, with exit status {status}:", *printed, ""])


def main():
    tamga = pathlib.Path(sys.argv[1]).resolve()
    repository = pathlib.Path(sys.argv[2]).resolve()
    found = steps((repository / "README.md").read_text(encoding="utf-8"))
    if not found:
        sys.exit("README.md: no line '$ tamga ...' in any block")
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "fixtures").symlink_to(repository / "fixtures")
        failed = list(failures(found, folder, tamga))
    print("\n".join(failed))
    print(f"{len(found)} commands, {len(failed)} of them not as shown")
    sys.exit(1 if failed else 0)


main()
