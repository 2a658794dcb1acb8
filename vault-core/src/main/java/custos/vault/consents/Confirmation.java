package custos.vault.consents;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import custos.consent.Grant;
import custos.crypto.CryptoFault;
import custos.crypto.DataKey;
import custos.crypto.PublicIds;
import custos.crypto.RowPlace;
import custos.policy.Channel;
import custos.policy.Language;
import custos.policy.NoticeDigest;
import custos.policy.Purpose;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// One request for a consent, as the link in its letter carries it: nothing is stored for it, and
/// it dies with its customer's key (ADR 0008).
///
/// @param purpose the purpose's number
/// @param channel the channel's number
/// @param at the instant of the request, which the state must still have
/// @param address SHA-256 of the address asked
record Confirmation(
        int purpose,
        int channel,
        Instant at,
        Language language,
        NoticeDigest notice,
        byte[] address) {
    private static final RowPlace PLACE = RowPlace.of("confirmation", new byte[0]);
    private static final int FORMAT = 1;
    private static final int LANGUAGE = 3;
    private static final int DIGEST = 32;
    private static final int LENGTH = 1 + 2 + 2 + 8 + LANGUAGE + DIGEST + DIGEST;

    static Confirmation of(Purpose purpose, Channel channel, Grant asked) {
        return new Confirmation(
                purpose.number(),
                channel.number(),
                asked.since(),
                asked.language(),
                asked.notice(),
                digest(asked.address()));
    }

    /// Whether a yes is to exactly the words, and for the address, of this request.
    boolean isOf(Grant yes) {
        return yes.notice().equals(notice)
                && yes.language().equals(language)
                && isOf(yes.address());
    }

    boolean isOf(Optional<String> normalAddress) {
        return MessageDigest.isEqual(digest(normalAddress), address);
    }

    private static byte[] digest(Optional<String> normalAddress) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(normalAddress.orElse("").getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The link's text: the customer's id, and the rest under her contact key.
    String seal(String customerId, DataKey key) {
        byte[] plain =
                ByteBuffer.allocate(LENGTH)
                        .put((byte) FORMAT)
                        .putShort((short) purpose)
                        .putShort((short) channel)
                        .putLong(at.toEpochMilli())
                        .put(Arrays.copyOf(language.value().getBytes(US_ASCII), LANGUAGE))
                        .put(Base64.getDecoder().decode(notice.base64()))
                        .put(address)
                        .array();
        return customerId
                + Base64.getUrlEncoder().withoutPadding().encodeToString(key.sealRow(PLACE, plain));
    }

    /// A link's text taken apart; only [#open] says whether it is one of ours.
    record Sealed(String customerId, byte[] ct) {}

    /// @throws IllegalArgumentException when it is not of a confirmation's shape
    static Sealed parse(String text) {
        if (!text.matches("[a-z2-7]{26}[A-Za-z0-9_-]{152}")) {
            throw new IllegalArgumentException("a confirmation is 178 characters of base64url");
        }
        return new Sealed(
                text.substring(0, PublicIds.LENGTH),
                Base64.getUrlDecoder().decode(text.substring(PublicIds.LENGTH)));
    }

    /// @throws CryptoFault when it was not sealed for this customer
    static Confirmation open(Sealed sealed, DataKey key) {
        ByteBuffer in = ByteBuffer.wrap(key.openRow(PLACE, sealed.ct()));
        if (in.get() != FORMAT || in.capacity() != LENGTH) {
            throw new CryptoFault.UnknownFormat("a confirmation", in.get(0) & 0xFF);
        }
        return new Confirmation(
                in.getShort() & 0xFFFF,
                in.getShort() & 0xFFFF,
                Instant.ofEpochMilli(in.getLong()),
                new Language(new String(bytes(in, LANGUAGE), US_ASCII).replace("\0", "")),
                new NoticeDigest(Base64.getEncoder().encodeToString(bytes(in, DIGEST))),
                bytes(in, DIGEST));
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "Confirmation[" + purpose + ", " + channel + ", " + at + "]";
    }
}
