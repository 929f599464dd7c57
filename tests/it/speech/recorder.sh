#!/bin/sh
# Stands in for a program that speaks: does what the script beside its link says.
here=$(dirname "$0")
. "$here/script"
