// Verifies a receipt or a certificate (docs/receipts.md) with Go's own transparency log packages
// (golang-golang-x-mod-dev): GO111MODULE=off GOPATH=/usr/share/gocode go run receipt.go FILE VKEY
// prints "ok ORIGIN INDEX SIZE" and what was said, or what is wrong and exits 1. It reads no network.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
	"os"
	"strconv"
	"strings"
)

type receipt struct {
	Format, Key, Subject, Proof string
	V, Leaf                     int64
	Entry, K1, C2               []byte
	Batch                       *struct {
		I, N int64
		Path [][]byte
	}
}

func require(ok bool, format string, args ...any) {
	if !ok {
		fmt.Fprintf(os.Stderr, "receipt: "+format+"\n", args...)
		os.Exit(1)
	}
}

func u32(n int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(n)) }

func sha(label string, parts ...[]byte) []byte {
	sum := sha256.Sum256(bytes.Join(append([][]byte{[]byte(label + "\x00")}, parts...), nil))
	return sum[:]
}

// The root to which a path leads from entry i of n (RFC 9162, 2.1.3.2).
func root(hash tlog.Hash, i, n int64, path [][]byte) []byte {
	last := n - 1
	for _, bytes := range path {
		require(last > 0 && len(bytes) == 32, "the batch's path does not fit")
		sibling := tlog.Hash(*(*[32]byte)(bytes))
		if i&1 == 1 || i == last {
			hash = tlog.NodeHash(sibling, hash)
			for i&1 == 0 && i != 0 {
				i, last = i>>1, last>>1
			}
		} else {
			hash = tlog.NodeHash(hash, sibling)
		}
		i, last = i>>1, last>>1
	}
	require(last == 0, "the batch's path is too short")
	return hash[:]
}

func commitment(r receipt) []byte {
	c1 := sha("custos/v1/subject", r.K1, u32(len(r.Subject)), []byte(r.Subject))
	if r.Batch == nil {
		return sha("custos/v1/commitment", c1, r.C2)
	}
	b := r.Batch
	require(b.I >= 0 && b.I < b.N && b.N <= 1000, "no such place in a batch")
	return sha("custos/v1/batch", u32(int(b.N)), root(tlog.RecordHash(c1), b.I, b.N, b.Path), r.C2)
}

func main() {
	require(len(os.Args) == 3, "say FILE VKEY")
	text, err := os.ReadFile(os.Args[1])
	require(err == nil, "%v", err)
	key, err := note.NewVerifier(os.Args[2])
	require(err == nil, "the verifier key: %v", err)
	var r receipt
	require(json.Unmarshal(text, &r) == nil, "this is no receipt")
	require(r.Key == os.Args[2], "the receipt names another key")

	// The entry commits to what the receipt shows.
	var entry struct {
		At, Commitment string
		Acts           []struct{ Type, Purpose, Channel string }
	}
	require(json.Unmarshal(r.Entry, &entry) == nil, "the entry is none")
	own := base64.StdEncoding.EncodeToString(commitment(r))
	require(own == entry.Commitment, "the entry does not commit to what the receipt shows")

	// The entry stands in a tree that the key signed.
	head, checkpoint, found := strings.Cut(r.Proof, "\n\n")
	lines := strings.Split(head, "\n")
	require(found && len(lines) >= 2 && lines[0] == "c2sp.org/tlog-proof@v1", "there is no proof")
	require(lines[1] == fmt.Sprintf("index %d", r.Leaf), "the proof is about another entry")
	var path tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		require(err == nil, "the proof: %v", err)
		path = append(path, hash)
	}
	signed, err := note.Open([]byte(checkpoint), note.VerifierList(key))
	require(err == nil, "the checkpoint: %v", err)
	body := strings.Split(signed.Text, "\n")
	require(len(body) > 3 && body[0] == key.Name(), "the checkpoint is of another ledger")
	size, err := strconv.ParseInt(body[1], 10, 64)
	require(err == nil, "the checkpoint has no size")
	top, err := tlog.ParseHash(body[2])
	require(err == nil, "the checkpoint has no root")
	err = tlog.CheckRecord(path, size, top, r.Leaf, tlog.RecordHash(r.Entry))
	require(err == nil, "the proof: %v", err)

	fmt.Println("ok", body[0], r.Leaf, size)
	for _, act := range entry.Acts {
		fmt.Println(entry.At, act.Type, act.Purpose, act.Channel)
	}
	fmt.Println(r.Subject)
}
