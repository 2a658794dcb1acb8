package custos.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;

/// A text with signatures (c2sp.org/signed-note), none of them proven yet: only [#verify] gives a
/// text to act on.
///
/// @param text ends with a newline; UTF-8 without control characters but newline
/// @param signatures 1 to 64, in their order
public record SignedNote(String text, List<NoteSignature> signatures) {
    /// Bytes of the longest note.
    public static final int MAX_BYTES = 512 * 1024;

    /// Signatures that one note may carry.
    public static final int MAX_SIGNATURES = 64;

    public SignedNote {
        checkCharacters(text);
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("a note's text ends with a newline");
        }
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new IllegalArgumentException("a note has 1 to 64 signatures");
        }
    }

    /// The note that these UTF-8 bytes spell.
    public static SignedNote parse(byte[] note) {
        if (note.length > MAX_BYTES) {
            throw new IllegalArgumentException("a note has at most 512 KiB");
        }
        return parse(StrictText.utf8(note, "a note"));
    }

    /// The note that this text spells; written again it is the same text.
    public static SignedNote parse(String note) {
        if (note.length() > MAX_BYTES) {
            throw new IllegalArgumentException("a note has at most 512 KiB");
        }
        // The last empty line separates: the text before it may hold empty lines of its own.
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n") || split + 2 == note.length()) {
            throw new IllegalArgumentException("a note is a text, an empty line and signatures");
        }
        var lines = note.substring(split + 2, note.length() - 1).split("\n", MAX_SIGNATURES + 1);
        if (lines.length > MAX_SIGNATURES) {
            throw new IllegalArgumentException("a note has 1 to 64 signatures");
        }
        var signatures = new ArrayList<NoteSignature>();
        for (var line : lines) {
            signatures.add(NoteSignature.parse(line));
        }
        return new SignedNote(note.substring(0, split + 1), signatures);
    }

    /// The note as text, exactly as parsed.
    public String encoded() {
        var note = new StringBuilder(text).append('\n');
        for (var signature : signatures) {
            note.append(signature.line()).append('\n');
        }
        return note.toString();
    }

    /// The text, proven by at least one of these Ed25519 keys. Signatures of other keys are
    /// ignored, also under a known name with another id; one bad signature of a known key refuses
    /// the note.
    ///
    /// @throws LedgerFault.NoteRefused when a known key's signature is bad, or there is none
    public VerifiedNote verify(List<VerifierKey> keys) {
        var known = new HashMap<KeyName, VerifierKey>();
        for (var key : keys) {
            if (known.put(key.keyName(), key) != null) {
                throw new IllegalArgumentException("two keys have one name and id");
            }
        }
        var message = StrictText.utf8(text, "a note");
        var verified = new LinkedHashSet<KeyName>();
        for (var signature : signatures) {
            var key = known.get(signature.keyName());
            if (key == null) {
                continue;
            }
            if (!key.verifies(message, signature.bytes())) {
                throw new LedgerFault.NoteRefused("a known key's signature is bad");
            }
            verified.add(key.keyName());
        }
        if (verified.isEmpty()) {
            throw new LedgerFault.NoteRefused("no known key has signed this note");
        }
        return new VerifiedNote(text, List.copyOf(verified));
    }

    private static void checkCharacters(String text) {
        StrictText.utf8(text, "a note");
        if (!text.chars().allMatch(c -> c >= ' ' || c == '\n')) {
            throw new IllegalArgumentException("a note has no control characters but newline");
        }
    }
}
