package custos.vault.portal;

import custos.crypto.CryptoFault;
import custos.crypto.DataKey;
import custos.crypto.RowPlace;
import custos.customer.CustomerId;
import custos.customer.EmailAddress;
import custos.vault.core.Core;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// A wish to change a customer's e-mail address that waits for a yes from the new one. It stands
/// nowhere but in the letter: sealed under her contact key, and bound to the version of her data
/// that it was asked on (ADR 0009).
///
/// @param version the version of her fields; any change since ends the wish
record EmailChange(long version, Instant until, EmailAddress address) {
    private static final int FORMAT = 1;
    private static final int FIXED = 1 + 8 + 8;
    private static final int ID_CHARACTERS = 26;
    private static final int MAX_ADDRESS_BYTES = 300;
    private static final int MAX_TOKEN = 500;

    EmailChange {
        if (address.value().getBytes(StandardCharsets.UTF_8).length > MAX_ADDRESS_BYTES) {
            throw new Refusal.BadField("email", "an e-mail address has at most 300 bytes");
        }
    }

    /// A wish that was opened, with the customer whose it is.
    record Opened(CustomerId id, EmailChange wish) {}

    /// The text for a link: her id, then the sealed wish.
    String seal(CustomerId id, long no, DataKey contact) {
        byte[] email = address.value().getBytes(StandardCharsets.UTF_8);
        byte[] plain =
                ByteBuffer.allocate(FIXED + email.length)
                        .put((byte) FORMAT)
                        .putLong(version)
                        .putLong(until.getEpochSecond())
                        .put(email)
                        .array();
        byte[] ct = contact.sealRow(place(no), plain);
        return id.value() + Base64.getUrlEncoder().withoutPadding().encodeToString(ct);
    }

    /// Reads what [#seal] wrote; empty when it is anything else, or of a customer who is gone.
    static Optional<Opened> open(Core core, String token) {
        if (token.length() <= ID_CHARACTERS || token.length() > MAX_TOKEN) {
            return Optional.empty();
        }
        try {
            var id = new CustomerId(token.substring(0, ID_CHARACTERS));
            byte[] ct = Base64.getUrlDecoder().decode(token.substring(ID_CHARACTERS));
            long no = core.number(id);
            try (CustomerFile file = core.file(no)) {
                DataKey key = file.key(core.policies().contactClass(), DataKey.generationOfRow(ct));
                return Optional.of(new Opened(id, parse(key.openRow(place(no), ct))));
            }
        } catch (IllegalArgumentException | CryptoFault | Refusal.NotFound | Refusal.Erased e) {
            return Optional.empty();
        }
    }

    private static EmailChange parse(byte[] plain) {
        var in = ByteBuffer.wrap(plain);
        if (plain.length <= FIXED || in.get() != FORMAT) {
            throw new IllegalArgumentException("this wish's format is not known");
        }
        long version = in.getLong();
        Instant until = Instant.ofEpochSecond(in.getLong());
        var email = new String(plain, FIXED, plain.length - FIXED, StandardCharsets.UTF_8);
        return new EmailChange(version, until, new EmailAddress(email));
    }

    private static RowPlace place(long no) {
        return RowPlace.of("email-change", no);
    }
}
