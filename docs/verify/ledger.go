// Verifies a vault's ledger with Go's own transparency log packages (golang-golang-x-mod-dev):
// GO111MODULE=off GOPATH=/usr/share/gocode go run ledger.go [-token TOKEN] http://HOST/ledger VKEY
// prints "ok ORIGIN SIZE ROOT", or what differs and exits 1. With a token entries are hashed too.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
)

var token = flag.String("token", "", "an auditor's bearer token: checks the entries too")

func require(ok bool, format string, args ...any) {
	if !ok {
		fmt.Fprintf(os.Stderr, "ledger: "+format+"\n", args...)
		os.Exit(1)
	}
}

func get(url string) []byte {
	request, err := http.NewRequest("GET", url, nil)
	require(err == nil, "%v", err)
	if *token != "" {
		request.Header.Set("Authorization", "Bearer "+*token)
	}
	response, err := http.DefaultClient.Do(request)
	require(err == nil, "%v", err)
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, 256*(2+65535)+1))
	require(err == nil && response.StatusCode == 200, "%s answers %s", url, response.Status)
	return body
}

func rootFromTiles(ledger string, size int64) tlog.Hash {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) (hashes []tlog.Hash, err error) {
		for _, index := range indexes {
			hashes = append(hashes, stored[index])
		}
		return hashes, nil
	})
	for start := int64(0); start < size; start += 256 {
		tile := tlog.Tile{H: 8, N: start / 256, W: 256}
		if size-start < 256 {
			tile.W = int(size - start)
		}
		path := strings.TrimPrefix(tile.Path(), "tile/8/0/")
		hashes, entries := get(ledger+"/tile/0/"+path), []byte(nil)
		require(len(hashes) == 32*tile.W, "tile/0/%s has %d bytes", path, len(hashes))
		if *token != "" {
			entries = get(ledger + "/tile/entries/" + path)
		}
		for i := 0; i < tile.W; i++ {
			at, leaf := start+int64(i), tlog.Hash(*(*[32]byte)(hashes[32*i:]))
			if *token != "" {
				require(len(entries) > 1, "tile/entries/%s ends early", path)
				end := 2 + int(entries[0])<<8 + int(entries[1])
				require(len(entries) >= end, "tile/entries/%s ends early", path)
				require(tlog.RecordHash(entries[2:end]) == leaf, "entry %d differs from its tile", at)
				entries = entries[end:]
			}
			added, err := tlog.StoredHashesForRecordHash(at, leaf, reader)
			require(err == nil, "leaf %d: %v", at, err)
			stored = append(stored, added...)
		}
		require(len(entries) == 0, "tile/entries/%s holds too much", path)
	}
	root, err := tlog.TreeHash(size, reader)
	require(err == nil, "root: %v", err)
	if size == 0 {
		return sha256.Sum256(nil) // where x/mod has zeros
	}
	return root
}

func main() {
	flag.Parse()
	require(flag.NArg() == 2, "say [-token TOKEN] http://HOST/ledger VKEY")
	ledger := strings.TrimSuffix(flag.Arg(0), "/")
	key, err := note.NewVerifier(flag.Arg(1))
	require(err == nil, "the verifier key: %v", err)
	signed, err := note.Open(get(ledger+"/checkpoint"), note.VerifierList(key))
	require(err == nil, "the checkpoint: %v", err)
	lines := strings.Split(signed.Text, "\n")
	require(len(lines) > 3 && lines[0] == key.Name(), "the checkpoint is not of %s", key.Name())
	size, err := strconv.ParseInt(lines[1], 10, 64)
	require(err == nil && size >= 0 && strconv.FormatInt(size, 10) == lines[1], "no size: %q", lines[1])
	root := rootFromTiles(ledger, size).String()
	require(root == lines[2], "the tiles give root %s, the checkpoint %s", root, lines[2])
	fmt.Println("ok", lines[0], size, lines[2])
}
