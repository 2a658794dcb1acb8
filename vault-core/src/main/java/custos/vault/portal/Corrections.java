package custos.vault.portal;

import custos.customer.CustomerId;
import custos.customer.EmailAddress;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Language;
import custos.policy.Policy;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.customers.Customers;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Write;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;

/// Corrections that a customer makes herself. A new e-mail address counts once somebody who reads
/// it there says so; the old one is told. Of a new postal address or telephone number the e-mail
/// address on file is told, so that a stranger on her page does not stay unnoticed.
public final class Corrections {
    /// How long the link to confirm a new e-mail address works.
    public static final Duration CONFIRM_WITHIN = Duration.ofHours(24);

    private static final FieldId EMAIL = new FieldId("email");
    private static final Set<FieldId> TOLD = Set.of(new FieldId("address"), new FieldId("phone"));
    private static final Actor HERSELF = new Actor.Customer();

    private final Core core;
    private final Customers customers;

    public Corrections(Core core, Customers customers) {
        this.core = core;
        this.customers = customers;
    }

    /// What a correction led to.
    ///
    /// @param changed whether any field changed at once
    /// @param asked the new e-mail address, to which a link was mailed; it counts once confirmed
    public record Corrected(boolean changed, Optional<EmailAddress> asked) {}

    /// Corrects fields; durable on return, letters included.
    ///
    /// @param fields a value to put, or none to delete; an e-mail address that differs is only
    ///   asked for
    /// @param ifVersion the version that she saw
    /// @param language of the letters
    /// @throws Refusal.Stale when somebody else was faster
    public Corrected correct(
            CustomerId id,
            Map<FieldId, Optional<FieldValue>> fields,
            OptionalLong ifVersion,
            Language language) {
        var now = new HashMap<>(fields);
        Optional<EmailAddress> asked = askedFor(id, now);
        boolean changed = false;
        if (!now.isEmpty()) {
            var amendment = new Customers.Amendment(now, Kinds.PORTAL, ifVersion);
            changed =
                    customers
                                    .amend(
                                            id,
                                            amendment,
                                            HERSELF,
                                            (changing, before, after) -> {
                                                tell(changing, before, after, language);
                                                ask(changing, asked, language);
                                            })
                                    .leaf()
                            >= 0;
        }
        if (asked.isPresent() && !changed) {
            askAlone(id, asked, ifVersion, language);
        }
        return new Corrected(changed, asked);
    }

    /// Takes a new address out of what changes at once. One that is the same stays as it is; one
    /// that is deleted needs nobody's yes.
    private Optional<EmailAddress> askedFor(
            CustomerId id, Map<FieldId, Optional<FieldValue>> fields) {
        Optional<FieldValue> wanted = fields.getOrDefault(EMAIL, Optional.empty());
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        fields.remove(EMAIL);
        var address = new EmailAddress(wanted.get().plain());
        try (CustomerFile file = core.file(core.number(id))) {
            boolean same = email(file.openFixed(Slots.CONTACT)).equals(Optional.of(address));
            return same ? Optional.empty() : Optional.of(address);
        }
    }

    private void askAlone(
            CustomerId id,
            Optional<EmailAddress> asked,
            OptionalLong ifVersion,
            Language language) {
        core.change(
                core.number(id),
                ifVersion,
                changing ->
                        new Core.Prepared<>(
                                Write.upkeep(List.of(question(changing, asked, language))),
                                idx -> idx));
    }

    private void ask(Core.Changing changing, Optional<EmailAddress> asked, Language language) {
        if (asked.isPresent()) {
            changing.draft().also(question(changing, asked, language));
        }
    }

    /// The letter to the new address, bound to the version that she has once this landed.
    private RowChange question(
            Core.Changing changing, Optional<EmailAddress> asked, Language language) {
        CustomerDraft draft = changing.draft();
        var until = changing.now().plus(CONFIRM_WITHIN);
        var wish = new EmailChange(draft.contentVersion(), until, asked.orElseThrow());
        String token =
                wish.seal(
                        core.customerId(draft.no()),
                        draft.no(),
                        draft.key(core.policies().contactClass()));
        return letter(changing, wish.address(), language, new Matter.ConfirmEmail(token, until));
    }

    private void tell(
            Core.Changing changing,
            SortedMap<Integer, FieldValue> before,
            SortedMap<Integer, FieldValue> after,
            Language language) {
        Policy policy = core.policies().current();
        Optional<EmailAddress> old = email(before);
        if (old.isEmpty()) {
            return;
        }
        boolean moved = !email(after).equals(old);
        boolean told =
                TOLD.stream()
                        .flatMap(field -> policy.field(field).stream())
                        .map(Field::number)
                        .anyMatch(no ->
                                !Optional.ofNullable(before.get(no))
                                        .equals(Optional.ofNullable(after.get(no))));
        if (moved || told) {
            Matter matter =
                    moved
                            ? new Matter.AddressChanged(changing.now())
                            : new Matter.DetailsChanged(changing.now());
            changing.draft().also(letter(changing, old.get(), language, matter));
        }
    }

    private RowChange letter(
            Core.Changing changing, EmailAddress to, Language language, Matter matter) {
        return Outbox.row(core, changing.draft(), changing.now(), new Letter(to, language, matter));
    }

    private Optional<EmailAddress> email(SortedMap<Integer, FieldValue> contact) {
        return core.policies()
                .current()
                .field(EMAIL)
                .flatMap(field -> Optional.ofNullable(contact.get(field.number())))
                .map(value -> new EmailAddress(value.plain()));
    }

    /// Whether a confirmation link would work now; nothing changes.
    public boolean isPending(String token) {
        return pending(token).isPresent();
    }

    /// Whose new address a link would confirm now; nothing changes.
    public Optional<CustomerId> pendingOf(String token) {
        return pending(token).map(EmailChange.Opened::id);
    }

    private Optional<EmailChange.Opened> pending(String token) {
        return EmailChange.open(core, token)
                .filter(opened -> core.now().isBefore(opened.wish().until()))
                .filter(opened -> isUnchanged(opened));
    }

    private boolean isUnchanged(EmailChange.Opened opened) {
        try (CustomerFile file = core.file(core.number(opened.id()))) {
            return file.contentVersion() == opened.wish().version();
        }
    }

    /// Changes the address as its owner confirmed; durable on return, the old address is told.
    ///
    /// @return whether it did; not when the link is over, used, or her details changed meanwhile
    public boolean confirm(String token, Language language) {
        Optional<EmailChange.Opened> pending = pending(token);
        if (pending.isEmpty()) {
            return false;
        }
        EmailChange wish = pending.get().wish();
        var amendment =
                new Customers.Amendment(
                        Map.of(EMAIL, Optional.of(wish.address().toValue())),
                        Kinds.PORTAL,
                        OptionalLong.of(wish.version()));
        try {
            customers.amend(
                    pending.get().id(),
                    amendment,
                    HERSELF,
                    (changing, before, after) -> tell(changing, before, after, language));
            return true;
        } catch (Refusal.Stale | Refusal.Erased e) {
            return false;
        }
    }
}
