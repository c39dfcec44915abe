#!/usr/bin/env sh
# Runs kdb/tests/*.csv on a kdb+ (or the embedded server) that listens somewhere.
# usage: kdb/run-tests.sh --host HOST [--port PORT] [--user USER] [--password-file FILE] [FILE ...]
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
exec "$here/../depthstream" q-test "$@"
