package custos.vault.visits;

import custos.crypto.CryptoFault;
import custos.crypto.VisitPass;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.RecordKind;
import custos.policy.SourceId;
import custos.store.ReadSession;
import custos.vault.consents.Permitting;
import custos.vault.consents.Profile;
import custos.vault.core.Core;
import custos.vault.core.Repeat;
import custos.vault.customers.Customers;
import custos.vault.portal.Portal;
import custos.vault.records.Records;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Visits on the shop's own website and log-ins there. The shop's server asks for a pass when a
/// customer logs in; her browser reports with it what she looked at. Without her consent there is
/// no pass, and whether it still stands is asked again with every report (ADR 0030).
public final class SiteVisits {
    /// The kind of record that a report becomes.
    public static final KindId VISIT = new KindId("visit");

    /// How long a pass is good for.
    public static final Duration PASS_LASTS = Duration.ofHours(12);

    private static final ChannelId WEB = new ChannelId("web");
    private static final SourceId WEBSITE = new SourceId("website");
    private static final FieldId VISITED_AT = new FieldId("visited_at");
    private static final FieldId LAST_LOGIN = new FieldId("last_login_on");
    private static final Actor HERSELF = new Actor.Customer();

    private final Core core;
    private final Customers customers;
    private final Records records;
    private final Portal portal;

    public SiteVisits(Core core, Customers customers, Records records, Portal portal) {
        this.core = core;
        this.customers = customers;
        this.records = records;
        this.portal = portal;
    }

    /// Whether a customer's visits may be reported.
    public sealed interface Admission {
        /// They may.
        ///
        /// @param pass what her browser reports with
        record Open(String pass, Instant until) implements Admission {
            /// Redacted: whoever has the pass reports in her name.
            @Override
            public String toString() {
                return "Open[until " + until + "]";
            }
        }

        /// They may not.
        ///
        /// @param why as [Consents.MayContact#why], or `gpc`
        record Closed(String why) implements Admission {}
    }

    /// What became of a report. A browser is told none of it.
    public enum Outcome {
        /// It stands among her records, now or since it was sent before.
        KEPT,
        /// She has not agreed, or no longer; her browser objects; the pass has ended; she is gone.
        DROPPED,
        /// The pass is none of this vault's.
        STRANGE
    }

    /// Lets her browser report visits for a while, where she agreed to it.
    ///
    /// @param gpc whether her browser sends Global Privacy Control: it counts as a no, once, as on
    ///   her own page
    /// @throws Refusal.NotFound when the policy keeps no visits
    public Admission admit(CustomerId id, boolean gpc) {
        Policy policy = core.policies().current();
        RecordKind kind = kind(policy).orElseThrow(() -> new Refusal.NotFound("kind of record"));
        if (gpc) {
            portal.honourPrivacySignal(id);
            return new Admission.Closed("gpc");
        }
        Purpose purpose = purpose(policy, kind);
        Permitting.Verdict verdict = verdict(policy, purpose, core.number(id));
        if (!verdict.allowed()) {
            return new Admission.Closed(verdict.why());
        }
        Instant until = core.now().plus(PASS_LASTS);
        var pass =
                new VisitPass(
                        core.number(id), kind.number(), purpose.number(), until.toEpochMilli());
        return new Admission.Open(core.keys().passes().seal(pass), until);
    }

    private static Optional<RecordKind> kind(Policy policy) {
        return policy.kind(VISIT).filter(kind -> kind.needs().isPresent());
    }

    private static Purpose purpose(Policy policy, RecordKind kind) {
        return policy.purpose(kind.needs().orElseThrow()).orElseThrow();
    }

    private Permitting.Verdict verdict(Policy policy, Purpose purpose, long no) {
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no)) {
            return policy.channel(WEB)
                    .filter(web -> purpose.channels().contains(web.id()))
                    .map(web ->
                            Permitting.contact(
                                    read,
                                    core.keys(),
                                    policy,
                                    Profile.of(file, policy),
                                    purpose,
                                    web,
                                    core.now()))
                    .orElse(new Permitting.Verdict(false, "not-given"));
        }
    }

    /// Notes that she logged in today, where she agreed that her visits are kept; a second time on
    /// a day changes nothing.
    ///
    /// @return whether it was written now
    public boolean loggedIn(CustomerId id, Actor actor) {
        Policy policy = core.policies().current();
        boolean agreed =
                kind(policy)
                        .map(kind -> verdict(policy, purpose(policy, kind), core.number(id)))
                        .map(Permitting.Verdict::allowed)
                        .orElse(false);
        if (!agreed || policy.field(LAST_LOGIN).isEmpty()) {
            return false;
        }
        var today = new FieldValue.Day(LocalDate.ofEpochDay(core.today()));
        var amendment =
                new Customers.Amendment(
                        Map.of(LAST_LOGIN, Optional.of(today)), WEBSITE, OptionalLong.empty());
        try {
            return customers.amend(id, amendment, actor).leaf() >= 0;
        } catch (Refusal.Conflict held) {
            // A legal hold keeps her profile as it is; nobody is kept from logging in by it.
            return false;
        }
    }

    /// Keeps what her browser reports, where her consent stands at this very moment. The time is
    /// the vault's own.
    ///
    /// @param view by which a report that is sent twice is known, new with each view of a page
    /// @param fields of the kind `visit`, without its time
    /// @param gpc whether the browser sends Global Privacy Control: then nothing is kept. It is no
    ///   word of hers: whoever else has the pass must not speak for her
    /// @throws Refusal.BadField when a field is not of the kind, or a required one is missing
    public Outcome report(String pass, Repeat view, Map<FieldId, FieldValue> fields, boolean gpc) {
        Policy policy = core.policies().current();
        Optional<VisitPass> known = open(pass);
        if (known.isEmpty()) {
            return Outcome.STRANGE;
        }
        VisitPass opened = known.get();
        if (gpc || opened.until() <= core.now().toEpochMilli() || !isOf(policy, opened)) {
            return Outcome.DROPPED;
        }
        try {
            return report(policy, core.standing(opened.customer()), view, fields);
        } catch (Refusal.NotPermitted | Refusal.NotFound | Refusal.Erased | Refusal.Conflict no) {
            return Outcome.DROPPED;
        }
    }

    /// Whose pass it is, for limits alone: the same for every pass of one customer. Empty when it
    /// is none of this vault's.
    public Optional<String> holder(String pass) {
        return open(pass).map(opened -> Long.toString(opened.customer()));
    }

    private Optional<VisitPass> open(String pass) {
        try {
            return Optional.of(core.keys().passes().open(pass));
        } catch (IllegalArgumentException | CryptoFault forged) {
            return Optional.empty();
        }
    }

    /// A policy of today may ask for another consent than the one that opened the pass.
    private static boolean isOf(Policy policy, VisitPass pass) {
        return kind(policy)
                .filter(kind -> kind.number() == pass.kind())
                .map(kind -> purpose(policy, kind).number() == pass.purpose())
                .orElse(false);
    }

    private Outcome report(Policy policy, long no, Repeat view, Map<FieldId, FieldValue> fields) {
        RecordKind kind = kind(policy).orElseThrow();
        var values = new HashMap<>(fields);
        if (kind.fields().contains(VISITED_AT)) {
            values.put(VISITED_AT, new FieldValue.Text(core.now().toString()));
        }
        records.add(core.customerId(no), VISIT, values, WEBSITE, HERSELF, Optional.of(view));
        return Outcome.KEPT;
    }
}
