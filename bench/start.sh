#!/usr/bin/env bash
# From starting the launcher to the first answered request of a demo, the CPU that took, and the memory it then holds,
# idle. Needs curl. Usage: start.sh [--starts N] [--idle SECONDS]
set -eu
starts=9 idle=5
while [ $# -gt 0 ]; do
  case $1 in
    --starts) starts=$2; shift 2 ;;
    --idle) idle=$2; shift 2 ;;
    *) echo "unknown option $1 (expected: --starts N, --idle SECONDS)" >&2; exit 2 ;;
  esac
done
command -v curl >/dev/null || { echo "skipped: curl is not installed"; exit 0; }
home=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
export FREEWAY_HOME=$work/home
finish() { kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$work"; }
trap finish EXIT
"$home/freeway" --version >/dev/null # built, if it was not

ask() {
  . "$work/env"
  curl -sSf -o /dev/null "$OPENAI_BASE_URL/chat/completions" -H "Authorization: Bearer $OPENAI_API_KEY" \
    -H "Content-Type: application/json" \
    -d '{"model":"auto","messages":[{"role":"user","content":"Hi [[pace=fast]]"}]}'
}
millis() { echo $(($(date +%s%N) / 1000000)); }
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

for _ in $(seq "$starts"); do
  rm -f "$work/env"
  began=$(millis)
  "$home/freeway" demo --port 0 --env-file "$work/env" >"$work/log" 2>&1 & gateway=$!
  until [ -s "$work/env" ]; do
    kill -0 $gateway 2>/dev/null || { cat "$work/log" >&2; exit 1; }
    sleep 0.01
  done
  ask
  echo $(($(millis) - began)) >>"$work/times"
  cpu=$(awk -v hz="$(getconf CLK_TCK)" '{print int(($14 + $15) * 1000 / hz)}' "/proc/$gateway/stat")
  echo "$cpu" >>"$work/cpu"
  sleep "$idle"
  awk '/^VmRSS/ {print int($2 / 1024)}' "/proc/$gateway/status" >>"$work/memory"
  kill $gateway
  wait $gateway || true
done
echo "medians of $starts starts: $(median <"$work/times") ms to the first answer, $(median <"$work/cpu") ms of CPU," \
  "$(median <"$work/memory") MB after $idle s idle"
