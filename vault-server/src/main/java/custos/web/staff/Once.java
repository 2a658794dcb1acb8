package custos.web.staff;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.customer.CustomerId;
import custos.vault.core.Repeat;
import custos.vault.rows.Refusal;
import custos.web.Form;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/// The mark of one form as it was shown, by which the same form sent twice is done once. Sent again
/// with something else in it, it is refused: a correction must not be taken for a repetition.
final class Once {
    private static final int BYTES = 16;

    private Once() {}

    static String fresh(SecureRandom random) {
        byte[] once = new byte[BYTES];
        random.nextBytes(once);
        return HexFormat.of().formatHex(once);
    }

    /// The mark that a form was sent with.
    static Optional<String> of(Form form) {
        return form.filled("once").filter(text -> text.matches("[0-9a-f]{32}"));
    }

    /// @param act what the form does, so that two acts of one page are two
    static Optional<Repeat> repeat(Form form, CustomerId id, String act) {
        return of(form).map(once ->
                new Repeat("page:" + id.value() + ":" + act + ":" + once, typed(form)));
    }

    /// Whether a refusal says that the form was sent before with something else in it.
    static boolean isOther(Refusal.Conflict refusal) {
        return refusal.code().equals("idempotency-key");
    }

    private static byte[] typed(Form form) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Form.Typed one : form.typed()) {
                digest.update((one.name() + "\0" + one.value() + "\0").getBytes(UTF_8));
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
