package custos.crypto;

/// What a link in a message carries, so that it works without a login, after an erasure and for
/// ever. A link only ever tightens.
///
/// @param purpose the purpose's number, 0 for all marketing
public record Link(RefusedAddress address, int purpose, int channel, long customer) {
    public Link {
        Check.u16(purpose, "a purpose number");
        Check.u16(channel, "a channel number");
        Check.u64(customer, "a customer number");
    }
}
