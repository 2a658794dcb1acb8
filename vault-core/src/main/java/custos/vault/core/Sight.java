package custos.vault.core;

import custos.customer.FieldValue;
import custos.customer.Mask;
import custos.event.Act;
import custos.policy.Channel;
import custos.policy.Policy;
import java.util.Optional;

/// How much of a value in an opening is shown.
public enum Sight {
    /// Addresses through the mask of their field, evidence not at all.
    MASKED,
    /// As it stands, for whoever may read openings whole.
    WHOLE;

    private static final String DOTS = "•••";

    public String evidence(String text) {
        return this == WHOLE ? text : DOTS;
    }

    /// @param act tells the channel, and so what kind of address it is
    public String address(Policy policy, Act act, String address) {
        if (this == WHOLE) {
            return address;
        }
        Optional<Mask> mask =
                act.channel()
                        .flatMap(policy::channel)
                        .flatMap(Channel::address)
                        .flatMap(policy::field)
                        .map(field -> Mask.valueOf(field.mask().name()))
                        .filter(known -> known == Mask.EMAIL || known == Mask.LAST_THREE);
        return mask.map(known -> known.of(new FieldValue.Text(address))).orElse(DOTS);
    }
}
