#!/usr/bin/env bash
# Opens a vault with a token of SoftHSM through the program as it is installed: the key is made on the
# token, a server comes up by it, a backup is restored by it; a wrong PIN, a token of another vault and a
# token whose key was destroyed open nothing.
# Needs bash, curl and SoftHSM (Debian: softhsm2).
set -euo pipefail

home=$(cd "$(dirname "$0")/.." && pwd -P)
module=/usr/lib/softhsm/libsofthsm2.so
if ! command -v softhsm2-util >/dev/null || [ ! -e "$module" ]; then
    echo "token: skipped: softhsm2 is not installed" >&2
    exit 0
fi

folder=$(mktemp -d)
server=
leave() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$folder"
}
trap leave EXIT
fail() {
    echo "token: FAILED: $*" >&2
    exit 1
}

# refused LINE COMMAND...: ends with 3 and says so in one line.
refused() {
    local line=$1 code=0
    shift
    "$home/custos" "$@" >"$folder/out" 2>"$folder/err" || code=$?
    [ "$code" = 3 ] || fail "'$*' ended with $code: $(tail -n 1 "$folder/err")"
    [ "$(cat "$folder/err")" = "custos: $line" ] || fail "'$*' said: $(cat "$folder/err")"
}

mkdir "$folder/tokens"
printf 'directories.tokendir = %s\nobjectstore.backend = file\n' "$folder/tokens" >"$folder/softhsm2.conf"
export SOFTHSM2_CONF=$folder/softhsm2.conf
for token in shop other; do
    softhsm2-util --init-token --free --label "$token" --pin 1234 --so-pin 87654321 >/dev/null
done

umask 077
echo "only for this script" >"$folder/passphrase"
echo 1234 >"$folder/pin"
echo 9911 >"$folder/wrong"
export CUSTOS_DATA=$folder/shop
unset CUSTOS_KEYS CUSTOS_KEY_FILE CUSTOS_CONFIG CUSTOS_PASSPHRASE_FILE
"$home/custos" init --passphrase-file "$folder/passphrase" >/dev/null 2>&1
"$home/custos" keys unlock add pkcs11 --passphrase-file "$folder/passphrase" \
    --new-pkcs11-module "$module" --new-pkcs11-token shop --new-pin-file "$folder/pin" >"$folder/out"
grep -q '^3	pkcs11	shop	custos-' "$folder/out" || fail "adding it printed: $(cat "$folder/out")"

export CUSTOS_PKCS11_MODULE=$module CUSTOS_PKCS11_TOKEN=shop CUSTOS_PIN_FILE=$folder/pin
"$home/custos" keys unlock remove 2 >/dev/null 2>&1
"$home/custos" verify >/dev/null || fail "verify by the token ended with $?"
mkdir "$folder/stick"
"$home/custos" backup --to "$folder/stick" >/dev/null
"$home/custos" restore --from "$folder/stick" --data "$folder/second" --new-ledger >/dev/null 2>&1 ||
    fail "restore by the token ended with $?"

refused "the token shop refuses this PIN; a few wrong ones lock a token" \
    inspect --pkcs11-module "$module" --pin-file "$folder/wrong"
refused "the token other has no key of this vault" inspect --pkcs11-module "$module" --pkcs11-token other
refused "there is no token till; there is other, shop" \
    inspect --pkcs11-module "$module" --pkcs11-token till
refused "the PKCS#11 module $folder/none.so is not there, or cannot be loaded" \
    inspect --pkcs11-module "$folder/none.so"

"$home/custos" serve --port 0 >"$folder/out" 2>"$folder/err" &
server=$!
for _ in $(seq 100); do
    grep -q '^ready ' "$folder/out" && break
    sleep 0.2
done
base=$(sed -n 's/^ready //p' "$folder/out")
[ -n "$base" ] || fail "the server did not come up: $(tail -n 1 "$folder/err")"
# Open, it needs the token no more.
softhsm2-util --delete-token --token shop >/dev/null
curl -fsS "$base/ledger/checkpoint" >/dev/null || fail "the server does not answer without the token"
kill "$server"
wait "$server" 2>/dev/null || true
server=

softhsm2-util --init-token --free --label shop --pin 1234 --so-pin 87654321 >/dev/null
refused "the token shop has no key of this vault" inspect
echo "token: ok"
