"""Types on a console, as its keyboard would, what comes on standard input; a full stop says "done"."""

import fcntl
import os
import sys
import termios

console = os.open(sys.argv[1], os.O_RDWR | os.O_NOCTTY)


def press(keys):
    for key in keys:
        fcntl.ioctl(console, termios.TIOCSTI, bytes([key]))


press(b"x")  # Whether one may; then it is taken back.
termios.tcflush(console, termios.TCIFLUSH)
while True:
    os.write(1, b".")
    keys = os.read(0, 4096)
    if not keys:
        break
    press(keys)
