#!/usr/bin/env sh
# Starts one process of the q side. Needs kdb+ (q on the PATH, or its command in Q), or the embedded server: Q=kdb/stand-in.
set -eu

usage() {
  cat <<'TEXT'
usage: kdb/start.sh [-n] ROLE [OPTION ...]

  tick      tickerplant, port 5010             DEPTHSTREAM_TICK_PORT
  rdb       real-time database, port 5011      DEPTHSTREAM_RDB_PORT
  hdb       historical database, port 5012     DEPTHSTREAM_HDB_PORT
  gateway   one port for both, port 5013       DEPTHSTREAM_GATEWAY_PORT
  all       tickerplant and real-time database in one process, port 5014
                                               DEPTHSTREAM_ALL_PORT
  -n        print the command, do not run it

Environment: the ports above; DEPTHSTREAM_KDB_HOST (localhost), where the processes find each other;
DEPTHSTREAM_KDB_LOG (kdb-log), folder of the log; DEPTHSTREAM_KDB_DB (kdb-db), folder of the historical database;
Q (q), the command that runs kdb+, or kdb/stand-in for the embedded server. OPTIONs go to q as they are, such as -date 2020.01.30 or -U users.
TEXT
}

dry=
if [ "${1:-}" = "-n" ]; then
  dry=1
  shift
fi
role=${1:-}
[ $# -gt 0 ] && shift

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(pwd)
host=${DEPTHSTREAM_KDB_HOST:-localhost}
tick=${DEPTHSTREAM_TICK_PORT:-5010}
rdb=${DEPTHSTREAM_RDB_PORT:-5011}
hdb=${DEPTHSTREAM_HDB_PORT:-5012}
gateway=${DEPTHSTREAM_GATEWAY_PORT:-5013}
all=${DEPTHSTREAM_ALL_PORT:-5014}

absolute() {
  case "$1" in
    /*) echo "$1" ;;
    *) echo "$work/$1" ;;
  esac
}
command=${Q:-q}
case "$command" in
  */*) command=$(absolute "$command") ;;
esac
log=$(absolute "${DEPTHSTREAM_KDB_LOG:-kdb-log}")
db=$(absolute "${DEPTHSTREAM_KDB_DB:-kdb-db}")

case "$role" in
  tick) set -- tick.q -dir "$log" -p "$tick" "$@" ;;
  rdb) set -- rdb.q -tick "$host:$tick" -hdb "$host:$hdb" -db "$db" -p "$rdb" "$@" ;;
  hdb) set -- hdb.q -db "$db" -p "$hdb" "$@" ;;
  gateway) set -- gateway.q -rdb "$host:$rdb" -hdb "$host:$hdb" -p "$gateway" "$@" ;;
  all) set -- all.q -dir "$log" -hdb "$host:$hdb" -db "$db" -p "$all" "$@" ;;
  -h | --help | help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac

if [ -n "$dry" ]; then
  echo "$command $*"
  exit 0
fi
command -v "$command" >/dev/null 2>&1 || {
  echo "kdb/start.sh: no $command on the PATH: put kdb+ there, name its command in Q, or set Q=kdb/stand-in" >&2
  exit 2
}
mkdir -p "$log" "$db"
cd "$here/q"
exec "$command" "$@"
