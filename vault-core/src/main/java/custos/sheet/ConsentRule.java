package custos.sheet;

import custos.consent.ConsentKey;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.NoticeDigest;
import custos.policy.PurposeId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// What an answer in one column agrees to, and what proves it.
///
/// A `yes` becomes a consent only with a date in the date column and a proof, which needs the
/// language and the words that were shown; a `notice` left empty means the notice in force at the
/// import. `givenWords` and `refusedWords` add to the words that are recognised anyway.
public record ConsentRule(
        String column,
        Optional<String> dateColumn,
        List<PurposeId> purposes,
        List<ChannelId> channels,
        MethodId method,
        Optional<Proof> proof,
        Set<String> givenWords,
        Set<String> refusedWords) {
    /// Names the proof that stands behind every yes of a column, such as "signed cards, binder 3".
    public record Proof(String name, Language language, Optional<NoticeDigest> notice) {
        public Proof {
            if (name.isBlank() || name.length() > 200) {
                throw new IllegalArgumentException("a proof is named in 1 to 200 characters");
            }
        }
    }

    public ConsentRule {
        purposes = List.copyOf(purposes);
        channels = List.copyOf(channels);
        givenWords = folded(givenWords);
        refusedWords = folded(refusedWords);
        if (purposes.isEmpty() || channels.isEmpty()) {
            throw new IllegalArgumentException("a consent names its purposes and its channels");
        }
        if (givenWords.stream().anyMatch(refusedWords::contains)) {
            throw new IllegalArgumentException("a word cannot mean both yes and no");
        }
    }

    /// The same rule with other names of its columns.
    ConsentRule renamed(UnaryOperator<String> name) {
        return new ConsentRule(
                name.apply(column),
                dateColumn.map(name),
                purposes,
                channels,
                method,
                proof,
                givenWords,
                refusedWords);
    }

    /// Every purpose through every channel.
    public Set<ConsentKey> keys() {
        var keys = new TreeSet<ConsentKey>();
        for (PurposeId purpose : purposes) {
            channels.forEach(channel -> keys.add(new ConsentKey(purpose, channel)));
        }
        return keys;
    }

    private static Set<String> folded(Set<String> words) {
        return words.stream()
                .map(Words::foldOrSign)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
