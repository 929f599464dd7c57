"""Stands between a terminal and a program: between.py FOLDER PROGRAM.

What goes either way is kept in FOLDER/output and FOLDER/input, and what is written to the pipe
FOLDER/typed goes to the program as if it were typed. The program's terminal says it has no size.
"""

import os
import pty
import select
import sys
import termios
import tty

folder, program = sys.argv[1], sys.argv[2:]
pipe = os.path.join(folder, "typed")
os.mkfifo(pipe)
child, master = pty.fork()
if child == 0:
    os.execv(program[0], program)

# Opened to write too, so that it does not end with those who type.
typed = os.open(pipe, os.O_RDWR)
output = open(os.path.join(folder, "output"), "wb", buffering=0)
given = open(os.path.join(folder, "input"), "wb", buffering=0)
tty.setraw(0, termios.TCSANOW)
while True:
    ready, _, _ = select.select([0, master, typed], [], [])
    if master in ready:
        try:
            data = os.read(master, 65536)
        except OSError:
            break
        os.write(1, data)
        output.write(data)
    if 0 in ready:
        data = os.read(0, 65536)
        given.write(data)
        os.write(master, data)
    if typed in ready:
        os.write(master, os.read(typed, 65536))
