package custos.cli;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.Vault;
import custos.vault.consents.ConsentAnswer;
import custos.vault.core.FieldForms;
import custos.vault.customers.Customers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A shop that never was: its customers, their purchases, consents, withdrawals and answers, put
/// into an empty vault through the same doors as real ones.
public final class DemoShop {
    static final int CUSTOMERS = 200;

    /// She has everything: purchases, messages, consents, looks. The portal is tried with her.
    public static final String HANA = "hana.novakova@example.org";

    /// What tells her from somebody with the same address.
    public static final String HANAS_NUMBER = "D-00201";

    /// How long before the real time the first customer comes in, and from one to the next.
    static final Duration SEASON = Duration.ofDays(90);

    private static final Duration STEP = Duration.ofHours(10);

    private static final long SEED = 20_260_101;
    private static final Actor CLERK = new Actor.Staff("staff", "staff");
    private static final List<String> SOURCES =
            List.of(
                    "online-order",
                    "counter-form",
                    "phone-call",
                    "reward-card",
                    "email-subscription");
    private static final List<String> MARKETING =
            List.of("newsletter", "birthday-greeting", "come-back-offer", "nps-invitation");
    private static final List<String> GOODS = List.of("tea", "mug", "kettle", "honey", "filter");

    private final Vault vault;
    private final Policy policy;
    private final FieldForms forms;
    private final DemoClock clock;
    private final DemoPeople people = new DemoPeople(SEED);

    private DemoShop(Vault vault, DemoClock clock) {
        this.vault = vault;
        this.policy = vault.policies().current();
        this.forms = new FieldForms(clock);
        this.clock = clock;
    }

    /// Fills an empty vault that goes by this clock.
    ///
    /// @param customers how many there are besides those with a story
    public static void fill(Vault vault, DemoClock clock, int customers) {
        var shop = new DemoShop(vault, clock);
        for (int no = 1; no <= customers; no++) {
            shop.customer(no);
            clock.advance(STEP);
        }
        new DemoStories(vault, clock).tell(() -> clock.advance(STEP));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void customer(int no) {
        Map<String, Object> person = people.person(no);
        var source = new SourceId(people.any(SOURCES));
        List<ConsentAnswer> consents = consents(String.valueOf(person.get("language")));
        CustomerId id =
                vault.customers()
                        .register(
                                new Customers.Registration(
                                        forms.readAll(
                                                policy,
                                                person,
                                                new KindId("contact"),
                                                new KindId("profile")),
                                        source,
                                        consents),
                                CLERK,
                                Optional.empty())
                        .id();
        int purchases = people.upTo(4);
        for (int i = 0; i < purchases; i++) {
            add(id, "purchase", purchase(no, i));
        }
        if (people.maybe(30)) {
            add(id, "survey-answer", survey());
        }
        if (people.maybe(20)) {
            vault.customers().openFor(id, new PurposeId("service"), CLERK);
        }
        if (people.maybe(8)) {
            withdraw(id, consents);
        }
    }

    private List<ConsentAnswer> consents(String language) {
        var answers = new ArrayList<ConsentAnswer>();
        for (String purpose : MARKETING) {
            if (people.maybe(45)) {
                answers.add(answer(purpose, people.maybe(75), "counter", language));
            }
        }
        return answers;
    }

    private ConsentAnswer answer(String purpose, boolean yes, String method, String language) {
        return DemoStories.answer(vault, purpose, yes, method, language);
    }

    private void withdraw(CustomerId id, List<ConsentAnswer> consents) {
        var withdrawn =
                consents.stream()
                        .filter(ConsentAnswer::yes)
                        .map(one -> answer(one.purpose().value(), false, "portal", "en"))
                        .toList();
        if (!withdrawn.isEmpty()) {
            vault.consents().record(id, withdrawn, new SourceId("portal"), new Actor.Customer());
        }
    }

    private Map<String, Object> purchase(int no, int i) {
        LocalDate bought = today().minusDays(1 + people.upTo(400));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("order_number", "O-%05d-%d".formatted(no, i + 1));
        fields.put("bought_on", bought.toString());
        fields.put("total", "%d.50".formatted(50 + people.upTo(2000)));
        fields.put("currency", "CZK");
        fields.put("sales_channel", people.any(List.of("e-shop", "counter", "telephone")));
        fields.put("due_on", bought.plusDays(14).toString());
        if (people.maybe(90)) {
            fields.put("paid_on", bought.plusDays(people.upTo(14)).toString());
        }
        fields.put("purchase_note", people.any(GOODS));
        return fields;
    }

    private Map<String, Object> survey() {
        return Map.of(
                "survey",
                "would-recommend",
                "scale",
                "0-10",
                "score",
                people.upTo(11),
                "answered_on",
                today().minusDays(people.upTo(90)).toString(),
                "why",
                people.any(List.of("fast", "friendly", "expensive", "close by")));
    }

    private void add(CustomerId id, String kind, Map<String, Object> fields) {
        var kindId = new KindId(kind);
        vault.records()
                .add(
                        id,
                        kindId,
                        forms.readAll(policy, fields, kindId),
                        new SourceId("counter-form"),
                        CLERK,
                        Optional.empty());
    }
}
