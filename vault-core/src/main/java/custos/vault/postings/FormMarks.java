package custos.vault.postings;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.crypto.CryptoFault;
import custos.crypto.RowPlace;
import custos.posting.PublicForm;
import custos.vault.core.Core;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// Marks on public forms by which the vault knows its own (ADR 0029): when a form was shown, and
/// what the shop named in it. Nothing is stored of either.
public final class FormMarks {
    /// Nobody fills in a form faster.
    public static final Duration LEAST = Duration.ofSeconds(2);

    /// How long a form may lie open.
    public static final Duration MOST = Duration.ofHours(12);

    private static final String TOKEN = "form-token";
    private static final String NAME = "form-name";
    private static final int CHANCE = 16;
    private static final int MAC = 16;
    private static final int MAX_TEXT = 2_000;

    private final Core core;

    FormMarks(Core core) {
        this.core = core;
    }

    /// How it stands with the token of a form that was sent.
    public enum Age {
        /// There is none, or none of this form's.
        NONE,
        TOO_FAST,
        RIGHT,
        TOO_OLD
    }

    /// A new token for a form that is being shown.
    public String token(PublicForm form) {
        byte[] chance = new byte[CHANCE];
        core.keys().random().nextBytes(chance);
        byte[] plain =
                ByteBuffer.allocate(Long.BYTES + CHANCE)
                        .putLong(core.now().toEpochMilli())
                        .put(chance)
                        .array();
        return text(core.keys().rows().seal(RowPlace.of(TOKEN, form.code()), plain));
    }

    /// How long ago the form was shown that this token came with.
    public Age age(PublicForm form, String token) {
        try {
            byte[] plain = core.keys().rows().open(RowPlace.of(TOKEN, form.code()), bytes(token));
            var shown = Instant.ofEpochMilli(ByteBuffer.wrap(plain).getLong());
            var age = Duration.between(shown, core.now());
            if (age.compareTo(MOST) > 0) {
                return Age.TOO_OLD;
            }
            return age.compareTo(LEAST) < 0 ? Age.TOO_FAST : Age.RIGHT;
        } catch (CryptoFault | IllegalArgumentException e) {
            return Age.NONE;
        }
    }

    /// What the shop names in a form, such as a competition, as it stands in an address: nobody
    /// else can name one.
    public String name(PublicForm form, String name) {
        byte[] bytes = name.getBytes(UTF_8);
        return text(bytes) + "." + text(mac(form, bytes));
    }

    /// The name in such a text; empty when the vault did not make it for this form.
    public Optional<String> named(PublicForm form, String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 2 || text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        try {
            byte[] name = bytes(parts[0]);
            return MessageDigest.isEqual(mac(form, name), bytes(parts[1]))
                    ? Optional.of(new String(name, UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] mac(PublicForm form, byte[] name) {
        RowPlace place = RowPlace.of(NAME + "-" + form.code(), name);
        return Arrays.copyOf(core.keys().rows().keyedId(place), MAC);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
