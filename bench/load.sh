#!/usr/bin/env bash
# CPU per request of the gateway, ledger included, beside nginx as a plain proxy to the same upstream, in one
# interleaved run. Needs nginx and wrk. Usage: load.sh [--seconds N] [--rounds N]
set -eu
seconds=5 rounds=3
while [ $# -gt 0 ]; do
  case $1 in
    --seconds) seconds=$2; shift 2 ;;
    --rounds) rounds=$2; shift 2 ;;
    *) echo "unknown option $1 (expected: --seconds N, --rounds N)" >&2; exit 2 ;;
  esac
done
for tool in nginx wrk; do
  command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 0; }
done
home=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
stub=19101 gateway=19102 proxy=19103
java() {
  exec "${JAVA_HOME:?}/bin/java" -XX:+UseParallelGC -Xmx512m -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -cp "$home/bench/target/lib/*" dev.freeway.bench.LoadProcess "$@"
}
finish() { kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$work"; }
trap finish EXIT

cat >"$work/nginx.conf" <<C
daemon off; worker_processes 1; pid $work/pid; error_log $work/error.log;
events { worker_connections 4096; }
http {
  access_log off; client_body_buffer_size 1m; client_body_temp_path $work/a; proxy_temp_path $work/b;
  fastcgi_temp_path $work/c; uwsgi_temp_path $work/d; scgi_temp_path $work/e;
  upstream stub { server 127.0.0.1:$stub; keepalive 1024; }
  server { listen 127.0.0.1:$proxy backlog=4096; keepalive_requests 1000000;
    location / { proxy_pass http://stub; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; } }
}
C
java stub $stub >"$work/stub.log" 2>&1 &
java gateway $gateway $stub "$work/data" >"$work/gateway.log" 2>&1 & gateway_pid=$!
nginx -c "$work/nginx.conf" -p "$work" >"$work/nginx.log" 2>&1 & nginx_pid=$!
for _ in $(seq 100); do curl -sf "http://127.0.0.1:$gateway/livez" >/dev/null && break; sleep 0.1; done

post() { # file, prompt bytes, stream
  { echo 'wrk.method = "POST"'
    echo 'wrk.headers["Authorization"] = "Bearer fw_bench_bench_bench"; wrk.headers["Content-Type"] = "application/json"'
    echo "wrk.body = '{\"model\":\"m\",\"stream\":$3,\"messages\":[{\"role\":\"user\",\"content\":\"' .. string.rep('a road ', $2 / 7) .. '\"}]}'"
  } >"$work/$1.lua"
}
post unary 1000 false; post long 100000 false; post slow 1000 true

ticks() { # of a process and its children
  local sum=0 pid
  for pid in $1 $(pgrep -P "$1" || true); do
    sum=$((sum + $(awk '{print $14 + $15}' "/proc/$pid/stat")))
  done
  echo $sum
}
measure() { # name, pid, port, connections -> microseconds of CPU per request
  local before after out requests
  before=$(ticks "$2")
  out=$(wrk -t1 -c"$4" -d"${seconds}s" -s "$work/$1.lua" "http://127.0.0.1:$3/v1/chat/completions")
  after=$(ticks "$2")
  requests=$(awk '/requests in/ {print $1}' <<<"$out")
  if grep -q "Non-2xx" <<<"$out"; then echo "$out" >&2; fi
  awk -v t=$((after - before)) -v n="$requests" -v hz="$(getconf CLK_TCK)" 'BEGIN {printf "%.1f", t / hz * 1e6 / (n ? n : 1)}'
}
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

echo "CPU in microseconds per request, median of $rounds interleaved rounds of $seconds s"
for case in unary:32 long:16 slow:500; do
  name=${case%:*} connections=${case#*:}
  seconds=20 measure "$name" $gateway_pid $gateway "$connections" >/dev/null # warm
  : >"$work/g"; : >"$work/n"
  for _ in $(seq "$rounds"); do
    echo "$(measure "$name" $nginx_pid $proxy "$connections")" >>"$work/n"
    echo "$(measure "$name" $gateway_pid $gateway "$connections")" >>"$work/g"
  done
  g=$(median <"$work/g") n=$(median <"$work/n")
  echo "$name, $connections connections: gateway $g, nginx $n, ratio $(awk -v g="$g" -v n="$n" 'BEGIN {printf "%.1f", g / n}')"
done
