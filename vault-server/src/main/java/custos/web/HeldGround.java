package custos.web;

import custos.event.Subject;
import custos.words.Phrases;

/// Why something stays at an erasure, in the reader's language.
public final class HeldGround {
    private HeldGround() {}

    /// @param ground as an erasure names it
    public static String of(Phrases words, PolicyWords policy, String ground) {
        return Subject.Held.holdGround(ground)
                .map(code -> words.text("common.under-hold", "ground", policy.of("reasons", code)))
                .orElseGet(() -> policy.of("grounds", ground));
    }
}
