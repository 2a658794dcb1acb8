package custos.vault.merges;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Members;
import custos.vault.consents.Profile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.TreeSet;

/// How a customer stood at one moment, as digests: enough to tell whether she was touched since.
/// Looks do not count, and neither does a change that was put back.
///
/// @param fields of contact and profile
/// @param consents her book
/// @param records which ones she has
record MergeState(String fields, String consents, String records) {
    /// @param numbers the numbers of her records within her
    static MergeState of(Profile profile, Collection<Integer> numbers) {
        JsonValue fields =
                JsonValue.object()
                        .put("contact", MergeUndo.encoded(profile.contact()))
                        .put("profile", MergeUndo.encoded(profile.profile()))
                        .build();
        String records = new TreeSet<>(numbers).toString();
        return new MergeState(
                digest(CanonicalJson.encode(fields)),
                digest(profile.book().encode()),
                digest(records.getBytes(StandardCharsets.UTF_8)));
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    JsonValue encode() {
        return JsonValue.object()
                .put("fields", fields)
                .put("consents", consents)
                .put("records", records)
                .build();
    }

    static MergeState parse(Members json) {
        return new MergeState(json.text("fields"), json.text("consents"), json.text("records"));
    }
}
