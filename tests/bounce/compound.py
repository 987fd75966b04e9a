"""A compound document with the given streams, as small as it can be ([MS-CFB], version 3)."""

import struct

SECTOR = 512
OWN_SECTORS = 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ROOT, STORAGE, STREAM = 5, 1, 2


def compound(streams: dict[str, bytes]) -> bytes:
    """``streams`` by path, parts with a slash between.

    Each is filled up to the size from which a stream has sectors of its own.
    """
    streams = {path: data.ljust(OWN_SECTORS, b"\0") for path, data in streams.items()}
    folders = sorted({path.split("/")[0] for path in streams if "/" in path})
    tops = [path for path in streams if "/" not in path]
    names = [*tops, *folders, *(path for path in streams if "/" in path)]
    entries = 1 + len(names)
    directory_sectors = -(-entries * 128 // SECTOR)
    body, fat, starts = b"", [], {}
    for path, data in streams.items():
        padded = data + b"\0" * (-len(data) % SECTOR)
        starts[path] = 1 + directory_sectors + len(fat)
        count = len(padded) // SECTOR
        fat += [starts[path] + i + 1 for i in range(count - 1)] + [END] * (count > 0)
        body += padded
    chain = [i + 2 for i in range(directory_sectors - 1)] + [END]
    table = [FAT, *chain, *fat]
    table += [FREE] * (SECTOR // 4 - len(table))
    assert len(table) == SECTOR // 4, "one sector of FAT is enough for tests"
    places = {name: index + 1 for index, name in enumerate(names)}
    rows = [_entry("Root Entry", ROOT, child=_first(places, [*tops, *folders]))]
    for name in names:
        same = [n for n in names if n.rpartition("/")[0] == name.rpartition("/")[0]]
        after = same[same.index(name) + 1 :]
        right = places[after[0]] if after else FREE
        if name in folders:
            inside = [path for path in names if path.startswith(f"{name}/")]
            rows.append(_entry(name, STORAGE, right=right, child=_first(places, inside)))
        else:
            short = name.rpartition("/")[2]
            size = len(streams[name])
            rows.append(_entry(short, STREAM, right=right, start=starts[name], size=size))
    directory = b"".join(rows).ljust(directory_sectors * SECTOR, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, OWN_SECTORS, END, 0, END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    return header + struct.pack(f"<{len(table)}I", *table) + directory + body


def _first(places: dict[str, int], names: list[str]) -> int:
    return places[names[0]] if names else FREE


def _entry(
    name: str, kind: int, *, right: int = FREE, child: int = FREE, start: int = 0, size: int = 0
) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    row = wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1)
    row += struct.pack("<III", FREE, right, child) + b"\0" * 36
    return row + struct.pack("<IQ", start, size)


def message(**properties: str) -> bytes:
    """A .msg with these properties: ``body`` and the like by number, recipients' in ``recip``."""
    streams = {}
    for name, value in properties.items():
        folder = "__recip_version1.0_#00000000/" if name.startswith("recip") else ""
        number = name.rpartition("_")[2].upper()
        streams[f"{folder}__substg1.0_{number}001F"] = value.encode("utf-16-le")
    return compound(streams)
