#!/bin/sh
# placeholder: replaced by the real build in the next commit
mkdir -p "$1/classes"
