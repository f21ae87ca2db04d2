#!/usr/bin/env python3
"""Checks an export of a Carrel audit log, with nothing but Python's standard library.

    verify.py FILE [--key VKEY]... [--witness VKEY]... [--previous FILE]...

A previous file is a checkpoint or an export that was kept apart from the log. Exit codes: 0 intact,
1 broken (the first wrong entry is named, or between which ones it lies), 2 could not be checked.

The rules are in compliance/README.md. This program shares no code with the verifier in Java, so a
mistake would have to be made twice to go unseen. It is slower by far; it exists to agree.
"""

import base64
import binascii
import hashlib
import hmac
import io
import json
import re
import sys
import zipfile
import zlib

MAX_NOTE = 64 * 1024
MAX_LINE = 256 * 1024
MAX_ENTRY = 64 * 1024
MAX_NUMBER = 2**53 - 1
MAX_SECONDS = 253402300799
MAX_DIRECTORY = 4096
MAX_KEPT = 200_000
PARTS = {"README.txt", "key", "checkpoint", "checkpoints.jsonl", "entries.jsonl"}
LOG, WITNESS = 1, 4


class NotChecked(Exception):
    """The file, or what was brought along, is not in its form."""


class Malformed(Exception):
    """A line or note that is not in its form."""


class Broken(Exception):
    """The log is not what was written."""

    def __init__(self, first, last, what):
        super().__init__(what)
        self.first, self.last, self.what = first, max(first, last), what


# Ed25519, RFC 8032, section 5.1: points in extended coordinates (X, Y, Z, T).

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def point_add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_multiply(scalar, p):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = point_add(result, p)
        p = point_add(p, p)
        scalar >>= 1
    return result


def point_decode(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != square or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = point_decode((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519_verifies(key, message, signature):
    a, r = point_decode(key), point_decode(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    h = int.from_bytes(digest, "little") % ORDER
    left, right = point_multiply(s, BASE), point_add(r, point_multiply(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (
        left[1] * right[2] - right[1] * left[2]
    ) % P == 0


# The Merkle tree, RFC 9162, section 2.1.


def leaf_hash(data):
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Frontier:
    """The roots of the complete subtrees, largest first: one for each bit of the size."""

    def __init__(self):
        self.size, self.hashes = 0, []

    def append(self, height, digest):
        bit = 1 << height
        self.size += bit
        while self.size & bit == 0:
            digest = node_hash(self.hashes.pop(), digest)
            bit <<= 1
        self.hashes.append(digest)

    def root(self):
        if not self.hashes:
            return hashlib.sha256().digest()
        root = self.hashes[-1]
        for digest in reversed(self.hashes[:-1]):
            root = node_hash(digest, root)
        return root


def heights(start, end):
    """Of the largest complete subtrees that are the leaves from start to end."""
    found = []
    while start < end:
        height = (end - start).bit_length() - 1
        if start:
            height = min(height, (start & -start).bit_length() - 1)
        found.append(height)
        start += 1 << height
    return found


# Notes: C2SP signed-note, tlog-checkpoint, tlog-cosignature.

NAME = re.compile(r"[!-*,-~]{1,255}")
VKEY = re.compile(r"([^+]+)\+([0-9a-f]{8})\+(.{1,64})")


def from_base64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("not base64") from None
    if base64.b64encode(data).decode() != text:
        raise Malformed("not base64 in its one spelling")
    return data


class Key:
    def __init__(self, text):
        parts = VKEY.fullmatch(text)
        if not parts or not NAME.fullmatch(parts[1]):
            raise Malformed("a key is written NAME+ID+BASE64")
        typed = from_base64(parts[3])
        if len(typed) != 33 or typed[0] not in (LOG, WITNESS):
            raise Malformed("not a key of a known type")
        self.text, self.name, self.type, self.public = text, parts[1], typed[0], typed[1:]
        self.id = hashlib.sha256(self.name.encode() + b"\n" + typed).digest()[:4]
        if self.id.hex() != parts[2]:
            raise Malformed("the key's id is not that of its name and bytes")
        if point_decode(self.public) is None:
            raise Malformed("not an Ed25519 public key")

    def verify(self, text, data):
        """The time of a witness's signature, 0 for a log's; Malformed if it does not hold."""
        seconds = 0
        if self.type == WITNESS:
            seconds, data = int.from_bytes(data[:8], "big"), data[8:]
            text = f"cosignature/v1\ntime {seconds}\n{text}"
        if len(data) != 64 or seconds > MAX_SECONDS:
            raise Malformed(f"the signature by {self.name} does not verify")
        if not ed25519_verifies(self.public, text.encode(), data):
            raise Malformed(f"the signature by {self.name} does not verify")
        return seconds


class Note:
    """A signed checkpoint."""

    def __init__(self, data):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            raise Malformed("a note is UTF-8") from None
        blank = text.rfind("\n\n")
        if len(data) > MAX_NOTE or blank < 1 or not text.endswith("\n") or blank + 2 == len(text):
            raise Malformed("not a note")
        if any(ord(c) < 0x20 and c != "\n" for c in text):
            raise Malformed("a note has no control characters")
        self.text = text[: blank + 1]
        self.signatures = [self.signature(l) for l in text[blank + 2 : -1].split("\n")]
        if len(self.signatures) > 64:
            raise Malformed("a note has at most 64 signatures")
        lines = self.text.split("\n")
        if len(lines) != 4 or lines[3] or not re.fullmatch(r"0|[1-9][0-9]{0,15}", lines[1]):
            raise Malformed("a checkpoint is an origin, a size and a root")
        self.origin, self.size, self.root = lines[0], int(lines[1]), from_base64(lines[2])
        if not NAME.fullmatch(self.origin) or self.size > MAX_NUMBER or len(self.root) != 32:
            raise Malformed("not a checkpoint")

    @staticmethod
    def signature(line):
        parts = line.removeprefix("\u2014 ").rsplit(" ", 1)
        if not line.startswith("\u2014 ") or len(parts) != 2 or not NAME.fullmatch(parts[0]):
            raise Malformed("a line of signature is a dash, a name and a value")
        value = from_base64(parts[1])
        if len(value) < 5:
            raise Malformed("a signature is a key id and more")
        return parts[0], value[:4], value[4:]

    def verify(self, keys):
        """Pairs of key and time; Malformed if a line by one of the keys does not verify."""
        return [
            (key, key.verify(self.text, data))
            for name, key_id, data in self.signatures
            for key in keys
            if key.name == name and key.id == key_id
        ]


# Canonical JSON, RFC 8785, as much as is used: objects, arrays, strings and whole numbers.


def ordered(value, depth=1):
    if isinstance(value, str):
        return value
    if type(value) is int and 0 <= value < 10**16:
        return value
    if depth > 4:
        raise Malformed("too deep")
    if isinstance(value, list):
        return [ordered(item, depth + 1) for item in value]
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return {name: ordered(value[name], depth + 1) for name in names}
    raise Malformed("a value of a kind that no entry has")


def dumped(value):
    return json.dumps(ordered(value), ensure_ascii=False, separators=(",", ":"))


def parsed(line):
    try:
        text = line.decode("utf-8")
        value = json.loads(text)
        if not isinstance(value, dict) or dumped(value) != text:
            raise Malformed("not in canonical form (RFC 8785)")
        return value
    except (ValueError, RecursionError):
        raise Malformed("not JSON in UTF-8") from None


# Entries.

FIELD = re.compile(r"[A-Za-z][A-Za-z0-9]{0,63}")
SUBJECT = re.compile(r"[0-9A-Za-z_-]{16,64}")
HASH = re.compile(r"[0-9a-f]{64}")
TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z", re.ASCII)
# White space as Java's String.isBlank has it.
BLANK = re.compile(
    "[\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]*"
)
OUTCOMES = {"SUCCESS", "DENIED", "FAILED"}
COMMON = {"action", "details", "form", "outcome", "sequence", "time"}
OPTIONAL = {"collectionId", "documentId", "purpose"}


def require(holds, what):
    if not holds:
        raise Malformed(what)


def matches(pattern, value):
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def is_time(text):
    parts = TIME.fullmatch(text)
    if not parts:
        return False
    year, month, day = int(parts[1]), int(parts[2]), int(parts[3])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    lengths = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return year > 0 and 1 <= month <= 12 and 1 <= day <= lengths[month - 1]


def check_entry(entry):
    require(isinstance(entry, dict), "an entry is not an object")
    form = entry.get("form")
    require(form in (1, 2), "the form is not known")
    own = "actor" if form == 1 else "personal"
    names = set(entry)
    require(COMMON | {own} <= names <= COMMON | {own} | OPTIONAL, "members are not those of a form")
    texts = ["action", "outcome", "time", *(OPTIONAL & names), *(["actor"] if form == 1 else [])]
    require(all(isinstance(entry[n], str) for n in texts), "a member is not a string")
    require(all("\0" not in entry[n] for n in texts), "a member holds U+0000")
    require(not BLANK.fullmatch(entry["action"]), "action is blank")
    require(entry["outcome"] in OUTCOMES, "outcome is unknown")
    require(is_time(entry["time"]), "time is not in its form")
    sequence, details = entry["sequence"], entry["details"]
    require(type(sequence) is int and 1 <= sequence <= MAX_NUMBER, "sequence is out of range")
    require(isinstance(details, dict), "details are not an object")
    require(all(isinstance(v, str) for v in details.values()), "details hold more than strings")
    if form == 1:
        require(not BLANK.fullmatch(entry["actor"]), "actor is blank")
    else:
        require("\0" not in "".join([*details, *details.values()]), "details hold U+0000")
        check_personal(entry["personal"])
    return dumped(entry).encode()


def check_personal(personal):
    require(isinstance(personal, dict), "personal is not an object")
    for field, value in personal.items():
        require(matches(FIELD, field), "the name of a personal field is not in its form")
        require(isinstance(value, dict), "a personal field is not an object")
        require(set(value) == {"commitment", "subject"}, "a personal field has other members")
        require(matches(SUBJECT, value["subject"]), "a subject is not in its form")
        require(matches(HASH, value["commitment"]), "a commitment is not in its form")


def check_disclosed(disclosed):
    require(isinstance(disclosed, dict) and disclosed, "disclosed is no object or empty")
    for field, value in disclosed.items():
        require(matches(FIELD, field), "the name of a personal field is not in its form")
        require(isinstance(value, dict), "a disclosed field is not an object")
        require(set(value) == {"salt", "value"}, "a disclosed field has other members")
        require(matches(HASH, value["salt"]), "a salt is not in its form")
        require(isinstance(value["value"], str), "a value is not a string")
        require("\0" not in value["value"], "a value holds U+0000")


def opens(disclosure, commitment, field):
    message = b"carrel audit commitment v1\0" + field.encode() + b"\0" + disclosure["value"].encode()
    digest = hmac.new(bytes.fromhex(disclosure["salt"]), message, hashlib.sha256).hexdigest()
    return digest == commitment["commitment"]


# The package.


def lines(stream, limit):
    """Lines without their ends; Malformed for one that is too long or has none."""
    while line := stream.readline(limit + 1):
        if not line.endswith(b"\n"):
            raise Malformed(f"longer than {limit} bytes, or without an end")
        yield line[:-1]


def check_directory(path):
    """Its size comes before it, and both readers of zips in use here hold it in memory as a whole."""
    with open(path, "rb") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - 98))
        end = file.read().rjust(98, b"\0")
    directory = int.from_bytes(end[88:92], "little")
    if end[76:80] != b"PK\5\6" or end[96:98] != b"\0\0":
        raise NotChecked("not a zip without a comment")
    if end[56:60] == b"PK\6\7":
        directory = max(directory, int.from_bytes(end[40:48], "little"))
        if end[:4] != b"PK\6\6" or int.from_bytes(end[64:72], "little") != size - 98:
            raise NotChecked("the zip's directory is not where it should be")
    elif end[86:88] == b"\xff\xff" or end[92:96] == b"\xff\xff\xff\xff":
        raise NotChecked("the zip's directory is not where it should be")
    if directory > MAX_DIRECTORY:
        raise NotChecked("the zip's directory is too large for an export")


def opened(path):
    check_directory(path)
    package = zipfile.ZipFile(path)
    names = package.namelist()
    if len(names) != len(PARTS) or set(names) != PARTS:
        raise NotChecked("an export has the parts " + ", ".join(sorted(PARTS)))
    if any(i.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for i in package.infolist()):
        raise NotChecked("a part is packed in an unknown way")
    return package


def small(package, name):
    with package.open(name) as part:
        data = part.read(MAX_NOTE + 1)
    if len(data) > MAX_NOTE:
        raise NotChecked(f"{name} is longer than {MAX_NOTE}")
    return data


def note_of(line):
    value = parsed(line)
    if set(value) != {"note"} or not isinstance(value["note"], str):
        raise Malformed("a line is not a note")
    return Note(value["note"].encode())


def chosen(brought, carried, kind):
    return [key for key in (brought or carried) if key.type == kind]


class Walk:
    """One pass over an export: the root as it grows, against every checkpoint on the way."""

    def __init__(self, package, carried, keys, witnesses, kept):
        self.package = package
        self.log_keys = chosen(keys, carried, LOG)
        self.witness_keys = chosen(witnesses, carried, WITNESS)
        self.trusted = bool(witnesses)
        self.kept = dict(kept)
        self.end = Note(small(package, "checkpoint"))
        if all(key.name != self.end.origin for key in self.log_keys):
            raise NotChecked(f"the export is of {self.end.origin}, the key of another log")
        self.frontier = Frontier()
        self.time = ""
        self.shown = self.signed_to = self.anchored_to = self.carried = 0
        self.witnessed, self.confirmed = {}, []
        self.earlier = None

    def run(self):
        with self.package.open("entries.jsonl") as entries, self.package.open("checkpoints.jsonl") as notes:
            self.notes = lines(notes, 2 * MAX_NOTE)
            self.advance()
            self.arrive()
            source = lines(entries, MAX_LINE)
            while True:
                try:
                    line = next(source, None)
                    if line is None:
                        break
                    value = self.read(line)
                except Malformed as e:
                    raise self.here(f"the line cannot be read: {e}") from None
                self.take(value)
        if self.frontier.size < self.end.size:
            raise Broken(self.frontier.size + 1, self.end.size,
                         f"missing: the checkpoint is over {self.end.size} entries")
        self.finish()

    @staticmethod
    def read(line):
        value = parsed(line)
        if "skipped" in value:
            skipped = value["skipped"]
            require(set(value) == {"skipped"} and isinstance(skipped, dict), "a member is not known")
            require(set(skipped) == {"first", "hashes", "last"}, "a member is not known")
            first, last, hashes = skipped["first"], skipped["last"], skipped["hashes"]
            require(type(first) is int and type(last) is int, "not a range")
            require(1 <= first <= last <= MAX_NUMBER, "what is skipped is no range of sequences")
            require(isinstance(hashes, list) and all(matches(HASH, h) for h in hashes), "no hashes")
        else:
            require({"entry", "leaf"} <= set(value) <= {"disclosed", "entry", "leaf"}, "a member is not known")
            value["bytes"] = check_entry(value["entry"])
            require(matches(HASH, value["leaf"]), "a hash is not 64 lower-case hexadecimal digits")
            if "disclosed" in value:
                check_disclosed(value["disclosed"])
        return value

    def take(self, value):
        if "skipped" in value:
            skipped = value["skipped"]
            if skipped["first"] != self.frontier.size + 1:
                raise self.here(f"entry {skipped['first']} is skipped in its place")
            places = heights(self.frontier.size, skipped["last"])
            if len(places) != len(skipped["hashes"]):
                raise self.here("what is skipped from it on has not the hashes that it should")
            for height, digest in zip(places, skipped["hashes"]):
                self.append(height, bytes.fromhex(digest))
        else:
            self.check(value["entry"], value["bytes"], value["leaf"], value.get("disclosed", {}))
            self.append(0, bytes.fromhex(value["leaf"]))

    def check(self, entry, canonical, leaf, disclosed):
        if entry["sequence"] != self.frontier.size + 1:
            raise self.here(f"entry {entry['sequence']} stands in its place")
        if len(canonical) > MAX_ENTRY:
            raise self.here(f"the line cannot be read: the event takes more than {MAX_ENTRY} bytes")
        if leaf_hash(canonical).hex() != leaf:
            raise self.here("its leaf hash is not the hash of its content")
        if entry["form"] == 2:
            # Of one length, so the order of texts is that of times.
            if entry["time"] < self.time:
                raise self.here("its time is before that of an entry before it")
            self.time = entry["time"]
        for field, disclosure in disclosed.items():
            commitment = entry.get("personal", {}).get(field)
            if commitment is None or not opens(disclosure, commitment, field):
                raise self.here(f"the value disclosed for {field} is not its value")
        self.shown += 1

    def append(self, height, digest):
        if self.frontier.size + (1 << height) > self.end.size:
            raise self.here("it stands after the end that the checkpoint signs")
        self.frontier.append(height, digest)
        self.arrive()

    def advance(self):
        try:
            line = next(self.notes, None)
            self.earlier = None if line is None else note_of(line)
        except Malformed:
            raise Broken(self.signed_to + 1, self.end.size,
                         f"a checkpoint after {self.signed_to} cannot be read") from None

    def arrive(self):
        size, anchored_before = self.frontier.size, self.anchored_to
        if self.earlier and self.earlier.size < size:
            raise Broken(self.signed_to + 1, size, f"the checkpoint at {self.earlier.size} is out of place")
        if self.earlier and self.earlier.size == size:
            self.confirm(self.earlier, size)
            self.carried += 1
            self.advance()
        if size == self.end.size:
            self.confirm(self.end, size)
        known = self.kept.pop(size, None)
        if known is not None:
            if known != self.frontier.root():
                raise Broken(anchored_before + 1, size,
                             f"the root is not that of the checkpoint at {size} that was kept")
            self.confirmed.append(size)
            self.anchored_to = size

    def confirm(self, note, size):
        def bad(what):
            return Broken(self.signed_to + 1, size, f"the checkpoint at {size} {what}")

        if note.origin != self.end.origin:
            raise bad("is of another log")
        try:
            signatures = note.verify(self.log_keys)
        except Malformed as e:
            raise bad(str(e)) from None
        if not any(key.name == self.end.origin for key, _ in signatures):
            raise bad("is not signed by the log")
        if note.root != self.frontier.root():
            raise bad("signs another root")
        try:
            cosignatures = note.verify(self.witness_keys)
        except Malformed as e:
            raise bad(str(e)) from None
        self.signed_to = size
        for key, seconds in cosignatures:
            self.witnessed[key.text] = (size, seconds)
            if self.trusted:
                self.anchored_to = size

    def finish(self):
        if self.earlier:
            raise self.here("a checkpoint is carried for a size that the log does not reach")
        last = max(self.kept, default=0)
        if last > self.end.size:
            raise Broken(self.end.size + 1, last,
                         f"missing: a checkpoint that was kept is over {last} entries")
        if self.kept:
            raise NotChecked(f"the export does not show a root at {min(self.kept)}, "
                             "where a checkpoint was kept: ask for one that does")
        for key in self.witness_keys if self.trusted else []:
            if key.text not in self.witnessed:
                raise Broken(1, self.end.size, f"no checkpoint is signed by {key.name}")

    def here(self, what):
        return Broken(self.frontier.size + 1, self.frontier.size + 1, what)


def keep(path, log_keys, kept):
    """Adds the roots that a checkpoint or an earlier export holds."""
    with open(path, "rb") as file:
        start = file.read(MAX_NOTE + 1)
    if start[:2] != b"PK":
        notes = [Note(start)]
    else:
        notes = earlier_notes(path)
    for note in notes:
        if not any(key.name == note.origin for key, _ in note.verify(log_keys)):
            raise NotChecked("a checkpoint that was kept is not signed by the log's key")
        if kept.setdefault(note.size, note.root) != note.root:
            raise NotChecked(f"two checkpoints that were kept at {note.size} differ: "
                             "the log's key has signed both")
        if len(kept) > MAX_KEPT:
            raise NotChecked(f"more than {MAX_KEPT} checkpoints were kept")


def earlier_notes(path):
    with opened(path) as package:
        yield Note(small(package, "checkpoint"))
        with package.open("checkpoints.jsonl") as part:
            for line in lines(part, 2 * MAX_NOTE):
                yield note_of(line)


def arguments(args):
    if len(args) % 2 == 0:
        raise NotChecked(__doc__.split("\n")[2].strip())
    given = {"--key": [], "--witness": [], "--previous": []}
    for option, value in zip(args[1::2], args[2::2]):
        if option not in given:
            raise NotChecked(__doc__.split("\n")[2].strip())
        given[option].append(value)
    keys = [Key(text) for text in given["--key"]]
    witnesses = [Key(text) for text in given["--witness"]]
    if any(k.type != LOG for k in keys) or any(w.type != WITNESS for w in witnesses):
        raise NotChecked("a log's key is no witness's, and the other way round")
    return args[0], keys, witnesses, given["--previous"]


def carried_keys(package):
    text = small(package, "key").decode("ascii", "replace")
    if not text.endswith("\n"):
        raise NotChecked("the keys end with a line feed")
    return [Key(line) for line in text[:-1].split("\n")]


def check(args):
    path, keys, witnesses, previous = arguments(args)
    with opened(path) as package:
        carried, kept = carried_keys(package), {}
        for file in previous:
            keep(file, chosen(keys, carried, LOG), kept)
        walk = Walk(package, carried, keys, witnesses, kept)
        walk.run()
    print(f"intact: {walk.end.size} entries, {walk.shown} shown, log {walk.end.origin}")
    print(f"checkpoints carried and confirmed: {walk.carried + 1}")
    if walk.confirmed:
        print(f"checkpoints kept apart and confirmed: {len(walk.confirmed)}, the last at {walk.confirmed[-1]}")
    else:
        print("checkpoints kept apart: none was given, so a log written anew with its own key would look the same")
    for key in walk.log_keys:
        print(f"key{'' if keys else ' (of the package: compare it with what you have)'}: {key.text}")
    for text, (size, seconds) in walk.witnessed.items():
        print(f"witness{'' if witnesses else ' (of the package: compare it with what you have)'}: "
              f"{text} signed {size} entries at {seconds} s after 1970")


def main(args):
    try:
        check(args)
        return 0
    except Broken as e:
        where = f"at entry {e.first}" if e.first == e.last else f"between entries {e.first} and {e.last}"
        print(f"broken {where}: {e.what}")
        return 1
    except (NotChecked, Malformed) as e:
        print(f"verify: {e}", file=sys.stderr)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as e:
        print(f"verify: the file cannot be checked: {e}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
