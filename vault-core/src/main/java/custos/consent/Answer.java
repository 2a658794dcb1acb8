package custos.consent;

import custos.policy.Language;
import custos.policy.NoticeDigest;

/// What is said about a consent.
public sealed interface Answer {
    /// Yes to these words in this language; there is no yes without them.
    record Yes(NoticeDigest notice, Language language) implements Answer {}

    /// No: a refusal or a withdrawal, whichever the state makes of it.
    record No() implements Answer {}
}
