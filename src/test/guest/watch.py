"""Tells what changes below a folder, as an editor's or a build tool's watcher would notice it: watch.py FOLDER."""
import ctypes, os, struct, sys

KINDS = {
    0x2: "modify", 0x4: "attrib", 0x8: "close_write", 0x40: "moved_from", 0x80: "moved_to", 0x100: "create",
    0x200: "delete", 0x400: "delete_self", 0x800: "move_self", 0x2000: "unmount", 0x4000: "overflow",
}
root = os.fsencode(sys.argv[1])
libc = ctypes.CDLL(None, use_errno=True)
watcher = libc.inotify_init1(0)
folders = {}
for folder, _, _ in os.walk(root):
    number = libc.inotify_add_watch(watcher, folder, sum(kind for kind in KINDS if kind < 0x1000))
    if number < 0:
        sys.exit(os.strerror(ctypes.get_errno()))
    folders[number] = os.path.relpath(folder, root)
print("ready", flush=True)
while True:
    events = os.read(watcher, 65536)
    while events:
        number, mask, _, length = struct.unpack_from("iIII", events)
        name = events[16 : 16 + length].rstrip(b"\0")
        events = events[16 + length :]
        path = os.path.normpath(os.path.join(folders.get(number, b"?"), name))
        for kind, word in KINDS.items():
            if mask & kind:
                print(word, os.fsdecode(path).encode("ascii", "backslashreplace").decode(), flush=True)
