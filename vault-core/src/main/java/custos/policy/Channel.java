package custos.policy;

import java.util.Optional;

/// A way to reach a customer.
///
/// @param number 1 to 65535; rests in suppressions and never changes its meaning
/// @param address the field with the address; none where nobody is addressed, as on the web
/// @param confirmable whether a link sent to the address proves that it is hers
public record Channel(ChannelId id, int number, Optional<FieldId> address, boolean confirmable) {}
