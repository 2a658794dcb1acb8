package custos.api;

import custos.policy.Language;
import custos.policy.NoticeDigest;
import custos.vault.core.Policies;
import custos.vault.rows.Refusal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The notice that a consent cites: `current`, or the SHA-256 of the words shown, in hex or base64.
/// Only words that this vault has published count as shown.
final class CitedNotice {
    private static final String CURRENT = "current";

    private final Policies policies;
    private final Map<NoticeDigest, Language> known = new ConcurrentHashMap<>();

    CitedNotice(Policies policies) {
        this.policies = policies;
    }

    Optional<NoticeDigest> read(Members said, Optional<Language> language) {
        return said.maybeText("notice").map(text -> read(said, text, language));
    }

    private NoticeDigest read(Members said, String text, Optional<Language> language) {
        if (text.equals(CURRENT)) {
            Language shown = language.orElseThrow(() -> said.missing("language"));
            return policies.noticeInForce(shown)
                    .orElseThrow(() ->
                            new Refusal.BadField(
                                    said.place("language"), "there is no notice in this language"));
        }
        NoticeDigest digest = digest(said, text);
        Language written = known.computeIfAbsent(digest, wanted -> languageOf(said, wanted));
        if (language.isPresent() && !language.get().equals(written)) {
            throw new Refusal.BadField(
                    said.place("language"), "the notice cited is in another language");
        }
        return digest;
    }

    private Language languageOf(Members said, NoticeDigest digest) {
        return policies.notice(digest)
                .map(Policies.Shown::language)
                .orElseThrow(() ->
                        new Refusal.BadField(
                                said.place("notice"), "no notice of this vault has this digest"));
    }

    private static NoticeDigest digest(Members said, String text) {
        try {
            return text.matches("[0-9a-f]{64}") ? ofHex(text) : new NoticeDigest(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal.BadField(
                    said.place("notice"),
                    "a notice is `current` or a SHA-256 in lower-case hex or in base64");
        }
    }

    static NoticeDigest ofHex(String hex) {
        return new NoticeDigest(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));
    }

    static String hex(NoticeDigest digest) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(digest.base64()));
    }
}
