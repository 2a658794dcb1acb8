package custos.ledger;

import java.util.List;

/// A log's statement about its tree (c2sp.org/tlog-checkpoint). Whoever holds one got it from
/// [SignedCheckpoint#verify] or made it: text from outside is a [SignedCheckpoint].
///
/// @param origin the log's identity, one non-empty line
/// @param head size and root
/// @param extensions further lines, each non-empty, kept as they are; at most 16
public record Checkpoint(String origin, TreeHead head, List<String> extensions) {
    private static final int MAX_EXTENSIONS = 16;
    private static final int FIXED_LINES = 3;

    public Checkpoint {
        checkLine(origin, "a checkpoint's origin");
        extensions = List.copyOf(extensions);
        if (extensions.size() > MAX_EXTENSIONS) {
            throw new IllegalArgumentException("a checkpoint has at most 16 extension lines");
        }
        extensions.forEach(line -> checkLine(line, "a checkpoint's extension"));
    }

    /// The statement of a log without extension lines.
    public static Checkpoint of(String origin, TreeHead head) {
        return new Checkpoint(origin, head, List.of());
    }

    /// The statement that a note's text makes; whether it is true, a signature must say.
    static Checkpoint parse(String body) {
        var lines = body.split("\n", -1);
        if (lines.length <= FIXED_LINES || !lines[lines.length - 1].isEmpty()) {
            throw new IllegalArgumentException(
                    "a checkpoint is origin, size and root, a line each");
        }
        long size = StrictText.decimal(lines[1], "a checkpoint's size");
        var head = new TreeHead(size, Hash.parse(lines[2]));
        var extensions = List.of(lines).subList(FIXED_LINES, lines.length - 1);
        return new Checkpoint(lines[0], head, extensions);
    }

    /// The text that is signed.
    public String body() {
        var body = new StringBuilder();
        body.append(origin).append('\n');
        body.append(head.size()).append('\n');
        body.append(head.root().base64()).append('\n');
        extensions.forEach(line -> body.append(line).append('\n'));
        return body.toString();
    }

    /// This statement signed by the log's own key, whose name must be the origin.
    public SignedCheckpoint sign(NoteSigner signer) {
        return sign(List.of(signer));
    }

    /// This statement signed by several of the log's own keys, in their order.
    public SignedCheckpoint sign(List<NoteSigner> signers) {
        if (!signers.stream().allMatch(one -> one.key().keyName().name().equals(origin))) {
            throw new IllegalArgumentException("a log's key has the log's origin as its name");
        }
        String body = body();
        return SignedCheckpoint.of(
                new SignedNote(body, signers.stream().map(one -> one.signature(body)).toList()));
    }

    private static void checkLine(String line, String what) {
        if (line.isEmpty() || line.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(what + " is one non-empty line");
        }
    }
}
