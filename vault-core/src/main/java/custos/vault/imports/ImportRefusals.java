package custos.vault.imports;

import custos.consent.ConsentKey;
import custos.customer.EmailAddress;
import custos.customer.IndexForm;
import custos.customer.PhoneNumber;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Internal;
import custos.policy.Channel;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.sheet.ConsentAnswer;
import custos.sheet.ConsentRule;
import custos.sheet.ConsentVerdict;
import custos.sheet.ImportedPerson;
import custos.sheet.Particulars;
import custos.sheet.RowMeaning;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.core.PolicyTree;
import custos.vault.core.Suppressing;
import custos.vault.rows.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Addresses of a sheet that are refused whoever has them, hundreds a leaf. For one thread.
final class ImportRefusals {
    private static final int MAX_WAITING = 900;

    private final Core core;
    private final Policy policy;
    private final Internal internal;
    private final List<RowChange> waiting = new ArrayList<>();
    private int leaves;

    ImportRefusals(Core core, Internal internal) {
        this.core = core;
        this.policy = core.policies().current();
        this.internal = internal;
    }

    /// Refuses all marketing at the addresses of a row.
    ///
    /// @return whether it has any
    boolean everythingOf(Particulars who) {
        var rows = new ArrayList<RowChange>();
        try (ReadSession read = core.store().read()) {
            var suppressing = new Suppressing(core.keys().suppressions(), read, core.now());
            for (Channel channel : policy.channels()) {
                form(channel, who)
                        .map(address -> suppressing.stopEverything(channel, address))
                        .ifPresent(rows::add);
            }
        }
        add(rows);
        return !rows.isEmpty();
    }

    /// Refuses what somebody said no to at each address that her rows name. Of what she said yes to
    /// nothing follows.
    void noesOf(ImportedPerson person) {
        var rows = new ArrayList<RowChange>();
        try (ReadSession read = core.store().read()) {
            var suppressing = new Suppressing(core.keys().suppressions(), read, core.now());
            person.consents().stream()
                    .filter(answer -> answer.verdict() instanceof ConsentVerdict.Refused)
                    .map(ConsentAnswer::rule)
                    .flatMap(this::reached)
                    .distinct()
                    .forEach(key -> rows.addAll(refused(suppressing, key, person)));
        }
        add(rows);
    }

    private Stream<ConsentKey> reached(ConsentRule rule) {
        var tree = new PolicyTree(policy);
        return rule.purposes().stream()
                .flatMap(purpose ->
                        rule.channels().stream().map(channel -> new ConsentKey(purpose, channel)))
                .flatMap(key -> tree.reachOfNo(key).stream());
    }

    private List<RowChange> refused(
            Suppressing suppressing, ConsentKey key, ImportedPerson person) {
        Optional<Channel> channel = policy.channel(key.channel());
        Optional<Purpose> purpose = policy.purpose(key.purpose());
        if (channel.isEmpty() || purpose.isEmpty()) {
            return List.of();
        }
        return person.rows().stream()
                .map(RowMeaning::who)
                .flatMap(who -> form(channel.get(), who).stream())
                .distinct()
                .map(address -> suppressing.refused(channel.get(), address))
                .flatMap(address ->
                        suppressing.refuse(address, List.of(purpose.get().number())).stream())
                .toList();
    }

    private Optional<IndexForm> form(Channel channel, Particulars who) {
        FieldForm form =
                channel.address().flatMap(policy::field).map(Field::form).orElse(FieldForm.TEXT);
        return switch (form) {
            case EMAIL -> who.email().map(EmailAddress::indexForm);
            case PHONE -> who.phone().flatMap(PhoneNumber::indexForm);
            default -> Optional.empty();
        };
    }

    private void add(List<RowChange> rows) {
        waiting.addAll(rows);
        if (waiting.size() >= MAX_WAITING) {
            land();
        }
    }

    /// Lands what waits.
    ///
    /// @return how many leaves there were so far
    int land() {
        if (!waiting.isEmpty()) {
            core.writer()
                    .land(
                            Events.ofVault(
                                    core.keys(),
                                    List.of(Act.of(ActType.REFUSALS_IMPORTED)),
                                    internal,
                                    waiting));
            waiting.clear();
            leaves++;
        }
        return leaves;
    }
}
