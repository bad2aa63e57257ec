#!/usr/bin/env bash
# Builds the image on a base made of the JDK at hand, so that no registry is asked; unpacks it as a container would be;
# serves from it: by its own user, with its own environment, on a root that nobody can write. Needs root, jq and curl.
set -eu
[ "$(id -u)" = 0 ] || { echo "skipped: only root may change the root"; exit 0; }
for tool in jq curl unshare; do
  command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 0; }
done
home=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
port=19187
finish() { kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$work"; }
trap finish EXIT

# A JRE, and of the system what it is linked with.
make_base() {
  local base=$1 library
  mkdir -p "$base/opt" "$base/tmp" "$base/proc" "$base/dev" "$base/etc"
  "${JAVA_HOME:?}/bin/jlink" --output "$base/opt/java" --strip-debug --no-header-files --no-man-pages --add-modules \
    java.base,java.logging,java.management,java.naming,java.net.http,java.security.sasl,java.sql,jdk.crypto.cryptoki,jdk.unsupported
  find "$base/opt/java" -type f \( -name java -o -name '*.so' \) -exec ldd {} + |
    grep -o '[[:space:]]/[^ ]*\.so[^ ]*' | sort -u | while read -r library; do
      case $library in "$base"/*) continue ;; esac
      mkdir -p "$base$(dirname "$library")"
      cp -L "$library" "$base$library"
    done
}

sha256() { sha256sum "$1" | cut -d' ' -f1; }

# As `docker save` writes it.
pack_base() {
  local base=$1 to=$2
  mkdir "$to"
  tar -C "$base" -cf "$to/layer.tar" .
  jq -n --arg layer "sha256:$(sha256 "$to/layer.tar")" --arg machine "$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')" '{
    architecture: $machine, os: "linux", rootfs: {type: "layers", diff_ids: [$layer]},
    config: {Env: ["PATH=/opt/java/bin:/usr/bin:/bin", "JAVA_HOME=/opt/java"]}}' >"$to/config.json"
  jq -n '[{Config: "config.json", RepoTags: ["base:1"], Layers: ["layer.tar"]}]' >"$to/manifest.json"
  tar -C "$to" -cf "$to.tar" manifest.json config.json layer.tar
}

fail() { echo "FAILED: $*" >&2; cat "$work/log" >&2 2>/dev/null || true; exit 1; }
expect() { [ "$2" = "$3" ] || fail "$1: $2 (expected: $3)"; echo "ok  $1: $2"; }

make_base "$work/base"
pack_base "$work/base" "$work/saved"
"$home/freeway" image "-Dimage.base=tar://$work/saved.tar" "$@" >/dev/null

mkdir "$work/image" "$work/root"
tar -C "$work/image" -xf "$home/app/target/freeway-image.tar"
config=$work/image/$(jq -r '.[0].Config' "$work/image/manifest.json")
jq -r '.[0].Layers[]' "$work/image/manifest.json" | while read -r layer; do
  tar --warning=no-unknown-keyword -C "$work/root" -xf "$work/image/$layer"
done
said() { jq -rc "$1" "$config"; }
expect user "$(said .config.User)" 65532:65532
expect ports "$(said '.config.ExposedPorts | keys')" '["8787/tcp"]'
expect volumes "$(said '.config.Volumes | keys')" '["/data"]'
expect arguments "$(said .config.Cmd)" '["serve","--config","/etc/freeway/freeway.yaml"]'
expect "writable by all" "$(find "$work/root/app" -perm -o+w ! -type l | head -n 1)" ""

mkdir -p "$work/root/etc/freeway"
cat >"$work/root/etc/freeway/freeway.yaml" <<Y
listen: {host: 127.0.0.1, port: $port}
drain: {notice: 1s, finish: 1s}
tokens: [{name: me, token: "\${TOKEN}", operator: true}]
accounts: [{provider: local, base_url: "http://127.0.0.1:9/v1"}]
Y
echo "a-token-that-lies-in-a-file" >"$work/root/etc/token"
mapfile -t variables < <(said '.config.Env[]')
mapfile -t command < <(said '.config.Entrypoint[], .config.Cmd[]')
unshare --mount bash -eu -c '
  root=$1; shift
  mount --bind "$root" "$root"
  mount --bind "$root/data" "$root/data"
  mount -o remount,bind,ro "$root"
  mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  exec env -i "$@"' sh "$work/root" "${variables[@]}" TOKEN_FILE=/etc/token \
  "$(command -v chroot)" --userspec="$(said .config.User)" "$work/root" "${command[@]}" >"$work/log" 2>&1 &
gateway=$!
for _ in $(seq 150); do curl -sf "http://127.0.0.1:$port/readyz" >"$work/ready" && break; sleep 0.2; done
expect readyz "$(cat "$work/ready")" ok
expect "runs as" "$(awk '/^Uid/ {print $2}' /proc/$gateway/status)" 65532
expect "a token of a file" "$(curl -s -o /dev/null -w '%{http_code}' -H 'Authorization: Bearer a-token-that-lies-in-a-file' \
  "http://127.0.0.1:$port/v1/key")" 200
expect data "$(ls "/proc/$gateway/root/data/freeway.db" | xargs basename)" freeway.db
kill "$gateway"
code=0; wait "$gateway" || code=$?
expect "ends on SIGTERM" "$code" 143
