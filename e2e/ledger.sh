#!/usr/bin/env bash
# Holds a running vault's ledger and its receipts against readers that are not ours, Go's transparency
# log packages (docs/verify), and our own reader from outside against both: the live ledger and its
# receipts are accepted; an altered tile, an altered receipt and a rewritten history are refused.
# Needs bash, curl, Go and golang.org/x/mod (Debian: golang-go, golang-golang-x-mod-dev).
set -euo pipefail

home=$(cd "$(dirname "$0")/.." && pwd -P)
if ! command -v go >/dev/null || [ ! -d /usr/share/gocode/src/golang.org/x/mod/sumdb/tlog ]; then
    echo "ledger: skipped: golang-go and golang-golang-x-mod-dev are not installed" >&2
    exit 0
fi

folder=$(mktemp -d)
server=
copy=
leave() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ -z "$copy" ] || kill "$copy" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$folder"
}
trap leave EXIT
fail() {
    echo "ledger: FAILED: $*" >&2
    exit 1
}

(umask 077 && echo "only for this script" >"$folder/passphrase")
export CUSTOS_DATA=$folder/shop CUSTOS_PASSPHRASE_FILE=$folder/passphrase
unset CUSTOS_KEYS CUSTOS_KEY_FILE CUSTOS_CONFIG
"$home/custos" init --host ledger.example.org >/dev/null
token=$("$home/custos" token create --name everything --scope all)
vkey=$("$home/custos" ledger key)

serve() {
    "$home/custos" serve --port 0 --publish-every 1 >"$folder/out" 2>"$folder/err" &
    server=$!
    for _ in $(seq 100); do
        grep -q '^ready ' "$folder/out" && break
        sleep 0.2
    done
    base=$(sed -n 's/^ready //p' "$folder/out")
    [ -n "$base" ] || fail "the server did not come up: $(tail -n 1 "$folder/err")"
}

# Enough customers for more than one full tile of 256 leaves.
serve

cat >"$folder/requests" <<END
silent
show-error
fail
output = "/dev/null"
header = "Authorization: Bearer $token"
header = "Content-Type: application/json"
data = "{\"fields\":{\"full_name\":\"Leaf Maker\"},\"source\":\"api\"}"
END
chmod 600 "$folder/requests"
curl -K "$folder/requests" "$base/api/v1/customers#[1-300]" 2>"$folder/curl" ||
    fail "creating customers: $(tail -n 1 "$folder/curl")"
sleep 1.5

export GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=$folder/go GOFLAGS=
go build -o "$folder/reader" "$home/docs/verify/ledger.go"
"$folder/reader" "$base/ledger" "$vkey" >"$folder/plain" 2>&1 &&
    fail "tiles were given out without a token" || true
"$folder/reader" -token "$token" "$base/ledger" "$vkey" | tee "$folder/ok"
grep -q '^ok ledger.example.org/custos/' "$folder/ok" || fail "the reader did not say ok"

# A receipt and a certificate out of the running vault.
api() {
    curl -sS --fail -H "Authorization: Bearer $token" -H "Content-Type: application/json" "$@"
}
customer=$(api "$base/api/v1/customers" \
    -d '{"fields":{"full_name":"Hana","email":"hana@example.org"},"source":"api"}' |
    sed -n 's/.*"id":"\([a-z2-7]*\)".*/\1/p')
[ -n "$customer" ] || fail "no customer was made"
leaf=$(api -X PUT "$base/api/v1/customers/$customer/consents/newsletter/email" \
    -d '{"state":"given","method":"counter","language":"en","notice":"current","source":"api"}' |
    sed -n 's/.*"leaf":\([0-9]*\).*/\1/p')
[ -n "$leaf" ] || fail "no consent was recorded"
api "$base/api/v1/customers/$customer/receipts/$leaf" >"$folder/receipt.json" || fail "no receipt"
go build -o "$folder/checker" "$home/docs/verify/receipt.go"
"$folder/checker" "$folder/receipt.json" "$vkey" >"$folder/told" || fail "the receipt was refused"
grep -q "^ok ledger.example.org/custos/.* $leaf " "$folder/told" || fail "the receipt is not ok"
grep -q ' consent-given newsletter email$' "$folder/told" || fail "the receipt says other things"
"$home/custos" verify-receipt "$folder/receipt.json" --key "$vkey" >/dev/null ||
    fail "our own check refused the receipt"
echo "ledger: a receipt is proven: $(head -n 1 "$folder/told")"
sed 's/hana@example.org/jana@example.org/' "$folder/receipt.json" >"$folder/altered.json"
if "$folder/checker" "$folder/altered.json" "$vkey" >"$folder/refused" 2>&1; then
    fail "an altered receipt was accepted"
fi
echo "ledger: an altered receipt is refused: $(tail -n 1 "$folder/refused")"
api -X DELETE "$base/api/v1/customers/$customer" -d '{"reason":"erasure-request"}' |
    sed -z 's/.*"certificate"://; s/}[[:space:]]*$//' >"$folder/certificate.json"
"$folder/checker" "$folder/certificate.json" "$vkey" >"$folder/told" ||
    fail "the certificate was refused"
grep -q '"erasure":{"classes":\["contact"' "$folder/told" || fail "the certificate names no class"
sleep 1.5

# From outside with our own reader: the live ledger, with the checkpoint of a moment ago.
(umask 077 && echo "$token" >"$folder/token")
curl -sS "$base/ledger/checkpoint" >"$folder/kept"
outside() {
    "$home/custos" verify --ledger "$1" --key "$vkey" --since "$folder/kept" "${@:2}"
}
outside "$base/ledger" --token-file "$folder/token" >"$folder/told" ||
    fail "verify --ledger: $(cat "$folder/told")"
echo "ledger: from outside: $(cat "$folder/told")"
outside "$base/ledger" >"$folder/told" 2>&1 && fail "tiles were read without a token" || true

# The ledger's key is rotated: who knows only the old one follows, with either reader, and so does
# who was told only the new one.
kill "$server" && wait "$server" || true
server=
"$home/custos" keys rotate ledger >/dev/null || fail "the ledger's key is not rotated"
serve
[ "$(curl -sS "$base/ledger/keys" | sed -n 2p)" = "$vkey" ] ||
    fail "the old key is not told"
for key in "$vkey" "$(curl -sS "$base/ledger/key")"; do
    "$folder/reader" -token "$token" "$base/ledger" "$key" >"$folder/told" ||
        fail "after the rotation: $(cat "$folder/told")"
    "$home/custos" verify --ledger "$base/ledger" --key "$key" --token-file "$folder/token" >/dev/null ||
        fail "after the rotation ours refuses"
done
outside "$base/ledger" --token-file "$folder/token" >/dev/null || fail "the kept checkpoint is lost"
curl -sS "$base/ledger/checkpoint" >"$folder/kept"
echo "ledger: the key is rotated, both keys verify"

# The same ledger as files, one byte of one tile changed.
size=$(sed -n 2p "$folder/kept")
full=$((size / 256)) rest=$((size % 256))
mkdir -p "$folder/copy/ledger/tile/0" "$folder/copy/ledger/tile/1" "$folder/copy/ledger/tile/entries"
take() {
    mkdir -p "$(dirname "$folder/copy/ledger/$1")"
    curl -sS --fail -H "Authorization: Bearer $token" -o "$folder/copy/ledger/$1" "$base/ledger/$1"
}
cp "$folder/kept" "$folder/copy/ledger/checkpoint"
for ((n = 0; n < full; n++)); do
    take "tile/0/$(printf %03d "$n")"
    take "tile/entries/$(printf %03d "$n")"
done
take "tile/0/$(printf %03d "$full").p/$rest"
take "tile/entries/$(printf %03d "$full").p/$rest"
take "tile/1/000.p/$full"
outside "$folder/copy/ledger" >/dev/null || fail "the untouched copy was refused by ours"
"$home/custos" prove inclusion 7 --ledger "$folder/copy/ledger" --key "$vkey" |
    head -n 1 | grep -q '^c2sp.org/tlog-proof@v1$' || fail "no proof of inclusion"
"$home/custos" prove consistency 256 --ledger "$folder/copy/ledger" --key "$vkey" |
    head -n 1 | grep -q '^old 256$' || fail "no proof of consistency"
"$home/custos" verify --ledger "$folder/copy/ledger" --key "$vkey" \
    --since <(sed '2s/.*/1/' "$folder/kept") >"$folder/told" &&
    fail "an altered kept checkpoint was taken" || true
grep -q '^damage since-signature ' "$folder/told" || fail "no finding: $(cat "$folder/told")"

command -v python3 >/dev/null || { echo "ledger: the altered tile needs python3: skipped" >&2; exit 0; }
python3 -u -m http.server --bind 127.0.0.1 --directory "$folder/copy" 0 >"$folder/http" 2>&1 &
copy=$!
port=
for _ in $(seq 50); do
    port=$(sed -n 's/.*port \([0-9]*\).*/\1/p' "$folder/http" | head -n 1)
    [ -n "$port" ] && break
    sleep 0.1
done
[ -n "$port" ] || fail "the copy is not served"
"$folder/reader" "http://127.0.0.1:$port/ledger" "$vkey" >/dev/null ||
    fail "the untouched copy was refused"
printf '\377' | dd of="$folder/copy/ledger/tile/0/000" bs=1 seek=100 conv=notrunc status=none
if "$folder/reader" "http://127.0.0.1:$port/ledger" "$vkey" >"$folder/refused" 2>&1; then
    fail "an altered tile was accepted"
fi
echo "ledger: an altered tile is refused: $(tail -n 1 "$folder/refused")"
if outside "$folder/copy/ledger" >"$folder/refused"; then
    fail "an altered tile was accepted by ours"
fi
echo "ledger: and by ours: $(head -n 1 "$folder/refused")"
