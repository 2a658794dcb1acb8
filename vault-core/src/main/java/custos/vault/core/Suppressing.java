package custos.vault.core;

import custos.consent.Answer;
import custos.consent.Suppressed;
import custos.consent.Voice;
import custos.crypto.RefusedAddress;
import custos.crypto.SuppressionToken;
import custos.crypto.Suppressions;
import custos.customer.IndexForm;
import custos.policy.Channel;
import custos.policy.Purpose;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.store.SuppressionRow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The keyed tokens by which a refused address stays refused (FORMATS "Suppression").
///
/// What it looks for may be under any version of the secret. What it writes is under the first one:
/// the writer puts it under the newest, or takes it away under all ([Write#refusing]).
public record Suppressing(Suppressions tokens, ReadSession read, Instant now) {

    /// Which tokens stand for an address.
    public Suppressed state(Purpose purpose, Channel channel, Optional<IndexForm> address) {
        if (address.isEmpty()) {
            return Suppressed.NO;
        }
        RefusedAddress refused = refused(channel, address.get());
        return new Suppressed(
                stands(refused, purpose.number()),
                purpose.marketing() && stands(refused, Suppressions.ALL_MARKETING));
    }

    /// Whether an address was refused in the month of an instant or later.
    public boolean refusedSince(
            Instant at, Purpose purpose, Channel channel, Optional<IndexForm> address) {
        if (address.isEmpty()) {
            return false;
        }
        RefusedAddress refused = refused(channel, address.get());
        return Stream.of(purpose.number(), Suppressions.ALL_MARKETING)
                .flatMap(scope -> standing(tokens.first(refused, scope)))
                .anyMatch(row -> row.month() >= month(at));
    }

    private static int month(Instant at) {
        var date = at.atZone(ZoneOffset.UTC);
        return date.getYear() * 12 + date.getMonthValue() - 1;
    }

    private boolean stands(RefusedAddress address, int scope) {
        return stands(tokens, read, tokens.first(address, scope));
    }

    /// Whether an address is refused.
    ///
    /// @param first the token of it under the first version
    public static boolean stands(Suppressions tokens, ReadSession read, SuppressionToken first) {
        return standing(tokens, read, first).findFirst().isPresent();
    }

    private Stream<SuppressionRow> standing(SuppressionToken first) {
        return standing(tokens, read, first);
    }

    /// Which versions there are is asked after the view was opened: so it shows no row of one that
    /// is not looked for.
    private static Stream<SuppressionRow> standing(
            Suppressions tokens, ReadSession read, SuppressionToken first) {
        return tokens.all(first).stream()
                .flatMap(token -> read.suppression(token.bytes()).stream());
    }

    public RefusedAddress refused(Channel channel, IndexForm address) {
        return tokens.address(channel.number(), address.normaliser().number(), address.value());
    }

    /// The rows that an answer adds or takes away: a no adds the token of its purpose; a yes of the
    /// customer or over her signature takes exactly that one away.
    public List<RowChange> rowsFor(
            Voice voice,
            Answer answer,
            Purpose purpose,
            Channel channel,
            Optional<IndexForm> address) {
        if (address.isEmpty()) {
            return List.of();
        }
        SuppressionToken first = tokens.first(refused(channel, address.get()), purpose.number());
        return switch (answer) {
            case Answer.No() -> List.of(put(first));
            case Answer.Yes _ ->
                    voice instanceof Voice.Herself || voice instanceof Voice.SignedForm
                            ? List.of(new RowChange.DeleteSuppression(first.bytes()))
                            : List.of();
        };
    }

    /// The row of "no marketing at all" for an address.
    public RowChange stopEverything(Channel channel, IndexForm address) {
        return put(tokens.first(refused(channel, address), Suppressions.ALL_MARKETING));
    }

    /// The rows that refuse an address known by its digest alone; none for tokens that stand.
    ///
    /// @param scopes purpose numbers, or [Suppressions#ALL_MARKETING]
    public List<RowChange> refuse(RefusedAddress address, Collection<Integer> scopes) {
        return scopes.stream()
                .filter(scope -> !stands(address, scope))
                .map(scope -> put(tokens.first(address, scope)))
                .toList();
    }

    /// One that stands under an older version keeps its month too.
    private RowChange put(SuppressionToken first) {
        int month = standing(first).mapToInt(SuppressionRow::month).min().orElse(month(now));
        return new RowChange.PutSuppression(new SuppressionRow(first.bytes(), 1, month));
    }
}
