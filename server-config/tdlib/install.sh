#!/bin/sh
# Brings TDLib, the library by which Reprise connects Telegram accounts, into a data directory:
#   server-config/tdlib/install.sh [DATADIR]        (DATADIR: data/ of this checkout)
# It comes from npm, where its builds for each platform are published; npm and tar are all this needs. Run again, it
# does nothing. Any other libtdjson of TDLib 1.8.65, or TDLight's, does as well: REPRISE_TDLIB_LIBRARY names it.
set -eu

VERSION=0.1008065.0 # TDLib 1.8.65

fail() {
  echo "$1" >&2
  exit 1
}

here=$(cd "$(dirname "$0")/../.." && pwd)
data=${1:-$here/data}

case $(uname -m) in
  x86_64 | amd64) arch=x64 ;;
  aarch64 | arm64) arch=arm64 ;;
  *) fail "No TDLib is published for the processor $(uname -m); build it and set REPRISE_TDLIB_LIBRARY." ;;
esac
case $(uname -s) in
  Linux)
    # musl's ldd says what it is, on standard error, and fails
    if (ldd --version 2>&1 || true) | grep -qi musl; then libc=musl; else libc=glibc; fi
    platform=linux-$arch-$libc library=libtdjson.so
    ;;
  Darwin) platform=darwin-$arch library=libtdjson.dylib ;;
  *) fail "No TDLib is known for $(uname -s) here; build it and set REPRISE_TDLIB_LIBRARY." ;;
esac

target=$data/$library
stamp=$data/.tdlib-version
if [ -s "$target" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$platform $VERSION" ]; then
  echo "$target is there: TDLib of $platform, package $VERSION."
  exit 0
fi

command -v npm >/dev/null || fail "npm is missing: it brings TDLib. Install Node.js (Debian: apt-get install npm), then run this again."
command -v tar >/dev/null || fail "tar is missing: it unpacks TDLib. Install it, then run this again."

mkdir -p "$data"
work=$(mktemp -d "$data/.tdlib.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

package=@prebuilt-tdlib/$platform@$VERSION
echo "Fetching $package ..."
# npm checks what came against the registry's own sum
(cd "$work" && npm pack --silent "$package" >/dev/null) || fail "npm could not fetch $package; its message stands above."
set -- "$work"/*.tgz
[ -s "$1" ] || fail "npm fetched nothing for $package."
tar -xzf "$1" -C "$work"
[ -s "$work/package/$library" ] || fail "$package holds no $library."
grep -q td_create_client_id "$work/package/$library" || fail "$library of $package is not TDLib's JSON interface."

# In this order: a stamp never stands beside another library than its own.
rm -f "$stamp"
mv -f "$work/package/$library" "$target"
echo "$platform $VERSION" >"$stamp"
echo "$target is ready: TDLib of $platform, package $VERSION."
