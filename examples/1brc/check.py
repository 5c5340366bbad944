"""Prints what 1brc.clj must print, computed with exact integers: python3 check.py FILE"""

import sys


def tenths(text):
    negative = text.startswith(b"-")
    whole, decimal = text.lstrip(b"-").split(b".")
    size = int(whole) * 10 + int(decimal)
    return -size if negative else size


def show(value):
    size = abs(value)
    return f"{'-' if value < 0 else ''}{size // 10}.{size % 10}"


def main(path):
    # A station has few different temperatures: counting them first leaves little to parse and to add.
    rows = {}
    with open(path, "rb") as file:
        for line in file:
            line = line.rstrip(b"\n")
            rows[line] = rows.get(line, 0) + 1
    stations = {}
    for line, times in rows.items():
        name, _, text = line.partition(b";")
        value = tenths(text)
        low, high, total, count = stations.get(name, (value, value, 0, 0))
        stations[name] = (min(low, value), max(high, value), total + times * value, count + times)
    parts = []
    for name in sorted((n.decode() for n in stations), key=lambda n: n.encode("utf-16-be")):
        low, high, total, count = stations[name.encode()]
        mean = (2 * total + count) // (2 * count)
        parts.append(f"{name}={show(low)}/{show(mean)}/{show(high)}")
    sys.stdout.buffer.write(("{" + ", ".join(parts) + "}\n").encode())


main(sys.argv[1])
