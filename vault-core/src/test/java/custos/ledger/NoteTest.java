package custos.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signed notes, checkpoints and offline proofs.
class NoteTest {
    private static final String ORIGIN = "shop.example/custos/00/1";

    private final NoteSigner signer = signer(ORIGIN, 1);
    private final NoteSigner witness = signer("witness.example", 2);

    private static NoteSigner signer(String name, int seed) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return NoteSigner.of(name, bytes);
    }

    @AfterEach
    void wipe() {
        signer.close();
        witness.close();
    }

    private static SignedNote both(String text, NoteSigner... signers) {
        var signatures = new ArrayList<NoteSignature>();
        for (var signer : signers) {
            signatures.add(signer.signature(text));
        }
        return new SignedNote(text, signatures);
    }

    @Test
    void a_note_is_read_back_and_verified() {
        var note = SignedNote.parse(signer.sign("first\n\nsecond\n").encoded());

        var verified = note.verify(List.of(signer.key()));

        assertThat(verified.text()).isEqualTo("first\n\nsecond\n");
        assertThat(verified.signers()).containsExactly(signer.key().keyName());
    }

    @Test
    void unknown_keys_are_ignored_also_under_a_known_name() {
        var sameName = signer(ORIGIN, 9);
        var note = both("text\n", witness, sameName, signer);

        assertThat(note.verify(List.of(signer.key())).signers()).hasSize(1);
        assertThatThrownBy(() -> both("text\n", witness, sameName).verify(List.of(signer.key())))
                .isInstanceOf(LedgerFault.NoteRefused.class);
    }

    @Test
    void a_known_keys_bad_signature_refuses_the_note_wherever_it_stands() {
        var good = signer.signature("text\n");
        var bad = NoteSignature.of(witness.key().keyName(), new byte[64]);
        var keys = List.of(signer.key(), witness.key());
        for (var signatures : List.of(List.of(good, bad), List.of(bad, good))) {
            assertThatThrownBy(() -> new SignedNote("text\n", signatures).verify(keys))
                    .isInstanceOf(LedgerFault.NoteRefused.class);
        }
        var repeated = NoteSignature.of(signer.key().keyName(), new byte[64]);
        assertThatThrownBy(() -> new SignedNote("text\n", List.of(good, repeated)).verify(keys))
                .isInstanceOf(LedgerFault.NoteRefused.class);
    }

    @Test
    void a_note_takes_64_signatures_and_no_more() {
        var signature = signer.signature("text\n");
        var full = new SignedNote("text\n", Collections.nCopies(64, signature)).encoded();
        var line = full.substring(full.lastIndexOf("\u2014"));

        assertThat(SignedNote.parse(full).verify(List.of(signer.key())).signers()).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.parse(full + line));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedNote.parse("a".repeat(SignedNote.MAX_BYTES) + full));
    }

    @Test
    void a_note_without_newline_or_with_control_characters_is_refused() {
        for (var text : List.of("text", "te\rxt\n", "te\txt\n", "te\u0000xt\n", "te\ud800xt\n")) {
            assertThatIllegalArgumentException().isThrownBy(() -> signer.sign(text));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedNote.parse(new byte[] {(byte) 0xff, '\n', '\n'}));
    }

    @Test
    void base64_has_one_spelling() {
        var note = signer.sign("text\n").encoded();
        for (var other :
                List.of(
                        note.replace("=\n", "\n"),
                        note.replace("=\n", "==\n"),
                        note.replace(" \u2014", "  \u2014"),
                        note + "\n",
                        note.replaceFirst("(.)=\n$", "B=\n").replaceFirst("B=\n$", "/=\n"))) {
            if (!other.equals(note)) {
                assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.parse(other));
            }
        }
    }

    @Test
    void a_verifier_key_is_read_back_and_every_changed_one_refused() {
        var vkey = signer.key().toString();
        assertThat(VerifierKey.parse(vkey)).isEqualTo(signer.key());
        for (int i = 0; i < vkey.length(); i++) {
            var changed =
                    vkey.substring(0, i) + (char) (vkey.charAt(i) + 1) + vkey.substring(i + 1);
            var shorter = vkey.substring(0, i);
            assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.parse(changed));
            assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.parse(shorter));
        }
    }

    @Test
    void a_key_id_in_capitals_is_refused() {
        var vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        assertThat(VerifierKey.parse(vkey)).hasToString(vkey);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VerifierKey.parse(vkey.replace("c74f20a3", "C74F20A3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a+b", "a\u00a0b", "a\u2003b", "a\nb", "a\u0085b"})
    void a_key_name_has_no_spaces_and_no_plus(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> NoteSigner.of(name, new byte[32]));
    }

    @Test
    void a_witness_key_does_not_verify_notes() {
        var cosigner = VerifierKey.of("w", KeyType.COSIGNATURE_ED25519, new byte[32]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cosigner.verifies(new byte[0], new byte[64]));
    }

    @Test
    void a_closed_signer_signs_nothing_and_never_shows_its_seed() {
        assertThat(witness.toString()).doesNotContain("0202").startsWith("signer witness.example+");
        witness.close();
        assertThatIllegalStateException().isThrownBy(() -> witness.sign("text\n"));
    }

    private static final TreeHead HEAD = Batch.of(Entries.numbered(5)).head();

    @Test
    void a_checkpoint_is_read_back_with_its_extension_lines() {
        var checkpoint = new Checkpoint(ORIGIN, HEAD, List.of("one", "two words"));

        var signed = SignedCheckpoint.parse(checkpoint.sign(signer).text());

        assertThat(signed.verify(signer.key())).isEqualTo(checkpoint);
    }

    @Test
    void a_checkpoint_of_another_log_is_refused() {
        var foreign = Checkpoint.of("other.example", HEAD).body();
        var signed = SignedCheckpoint.of(signer.sign(foreign));

        assertThatThrownBy(() -> signed.verify(signer.key()))
                .isInstanceOf(LedgerFault.OriginRefused.class);
        assertThat(signed.verify("other.example", List.of(signer.key())).head()).isEqualTo(HEAD);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checkpoint.of("other.example", HEAD).sign(signer));
    }

    @Test
    void a_checkpoint_signed_by_another_key_is_refused() {
        var signed = SignedCheckpoint.of(witness.sign(Checkpoint.of(ORIGIN, HEAD).body()));

        assertThatThrownBy(() -> signed.verify(signer.key()))
                .isInstanceOf(LedgerFault.NoteRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+5",
                "005",
                "-5",
                "5 ",
                " 5",
                "\u0665",
                "\uff15",
                "5.0",
                "0x5",
                "",
                "9223372036854775808",
                "10000000000000000000000"
            })
    void a_size_has_one_spelling(String size) {
        var body = ORIGIN + "\n" + size + "\n" + HEAD.root().base64() + "\n";
        var note = signer.sign(body);

        assertThatIllegalArgumentException().isThrownBy(() -> SignedCheckpoint.of(note));
    }

    @Test
    void a_root_is_32_bytes_in_canonical_base64() {
        var root = HEAD.root().base64();
        for (var bad :
                List.of(
                        root.substring(0, 43),
                        root + "=",
                        "AAAA",
                        root.replace('=', ' '),
                        "A".repeat(42) + "B=")) {
            var note = signer.sign(ORIGIN + "\n5\n" + bad + "\n");
            assertThatIllegalArgumentException().isThrownBy(() -> SignedCheckpoint.of(note));
        }
    }

    @Test
    void an_empty_line_in_a_checkpoint_is_refused() {
        var body = Checkpoint.of(ORIGIN, HEAD).body();
        for (var bad : List.of(body + "\n", body + "\nextension\n", "\n" + body)) {
            var note = signer.sign(bad);
            assertThatIllegalArgumentException().isThrownBy(() -> SignedCheckpoint.of(note));
        }
    }

    private TlogProof proof(int index) {
        var batch = Batch.of(Entries.numbered(9));
        var text = Checkpoint.of(ORIGIN, batch.head()).body();
        var signed = SignedCheckpoint.of(both(text, witness, signer));
        return TlogProof.of(batch.inclusion(index), signed);
    }

    @Test
    void a_proof_is_read_back_and_verifies_with_foreign_cosignatures() {
        for (int index = 0; index < 9; index++) {
            var parsed = TlogProof.parse(proof(index).encoded());
            var entry = Entries.numbered(9).get(index);

            assertThat(parsed).isEqualTo(proof(index));
            assertThat(parsed.verify(entry, signer.key()).head().size()).isEqualTo(9);
        }
    }

    @Test
    void a_proof_of_another_entry_or_place_is_refused() {
        var entries = Entries.numbered(9);
        var proof = proof(4);
        assertThatThrownBy(() -> proof.verify(entries.get(5), signer.key()))
                .isInstanceOf(LedgerFault.ProofRefused.class);
        for (long index : new long[] {3, 5, 8, 9, Long.MAX_VALUE}) {
            var moved = new TlogProof(proof.extra(), index, proof.path(), proof.checkpoint());
            assertThatThrownBy(() -> moved.verify(entries.get(4), signer.key()))
                    .isInstanceOf(LedgerFault.ProofRefused.class);
        }
    }

    @Test
    void a_proofs_extra_is_carried() {
        var plain = proof(1);
        var extra = Optional.of(new TlogProof.Extra("AAEC"));
        var proof = new TlogProof(extra, plain.index(), plain.path(), plain.checkpoint());

        assertThat(TlogProof.parse(proof.encoded())).isEqualTo(proof);
        assertThat(extra.get().bytes()).containsExactly(0, 1, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> new TlogProof.Extra("AAE"));
    }
}
