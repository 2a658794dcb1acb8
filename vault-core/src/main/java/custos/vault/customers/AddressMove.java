package custos.vault.customers;

import custos.consent.ConsentBook;
import custos.consent.ConsentEvent;
import custos.consent.ConsentEvent.Mover;
import custos.customer.FieldValue;
import custos.customer.IndexForm;
import custos.policy.Channel;
import custos.policy.Policy;
import custos.vault.core.Addresses;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/// What a change of channels' addresses does to consents. A yes goes along with a new address only
/// when the customer changed it herself.
record AddressMove(
        Policy policy,
        SortedMap<Integer, FieldValue> before,
        SortedMap<Integer, FieldValue> after,
        Mover mover,
        Instant at) {

    /// The book after the change.
    ConsentBook of(ConsentBook book) {
        ConsentBook result = book;
        for (Channel channel : policy.channels()) {
            if (moves(channel)) {
                result = result.after(to(channel, address(after, channel), mover, at));
            }
        }
        return result;
    }

    /// The book after an earlier change was taken back by this one: what that change ended stands
    /// again, unless something was said of it since.
    ConsentBook back(ConsentBook book, Undo undo) {
        if (undo.book().isEmpty()) {
            return of(book);
        }
        ConsentBook result = book;
        for (Channel channel : policy.channels()) {
            if (moves(channel)) {
                result =
                        result.after(
                                new ConsentEvent.MovedBack(
                                        to(
                                                channel,
                                                address(before, channel),
                                                undo.mover(),
                                                undo.at()),
                                        to(channel, address(after, channel), mover, at),
                                        undo.book().get()));
            }
        }
        return result;
    }

    private boolean moves(Channel channel) {
        return !address(before, channel).equals(address(after, channel));
    }

    private Optional<IndexForm> address(SortedMap<Integer, FieldValue> contact, Channel channel) {
        return new Addresses(policy, contact).of(channel);
    }

    private static ConsentEvent.Moved to(
            Channel channel, Optional<IndexForm> address, Mover mover, Instant at) {
        return new ConsentEvent.Moved(channel.id(), address.map(IndexForm::value), mover, at);
    }

    /// Redacted: it is all personal data.
    @Override
    public String toString() {
        return "AddressMove[redacted]";
    }
}
