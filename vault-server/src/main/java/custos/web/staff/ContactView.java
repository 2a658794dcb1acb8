package custos.web.staff;

import custos.customer.FieldValue;
import custos.customer.Mask;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.vault.customers.Customers;
import custos.web.AddressBoxes;
import custos.web.Choice;
import custos.web.Visit;
import custos.web.field.FieldBox;
import custos.web.field.FieldBoxes;
import custos.web.field.ValueText;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A customer's fields as this reader sees them: clear while she is here, revealed in one answer,
/// and masked by the vault otherwise.
final class ContactView {
    private static final KindId CONTACT = new KindId("contact");
    private static final KindId PROFILE = new KindId("profile");
    private static final FieldId ADDRESS = new FieldId("address");
    private static final FieldId EMAIL = new FieldId("email");
    private static final FieldId BIRTH_DATE = new FieldId("birth_date");
    private static final FieldId CONFIRMED_ON = new FieldId("address_confirmed_on");

    /// What can be typed on this page.
    private static final Set<FieldForm> TYPED =
            EnumSet.of(
                    FieldForm.FULL_NAME,
                    FieldForm.EMAIL,
                    FieldForm.PHONE,
                    FieldForm.ADDRESS,
                    FieldForm.REFERENCE,
                    FieldForm.CHOICE,
                    FieldForm.LINE,
                    FieldForm.TEXT,
                    FieldForm.SOCIAL_HANDLES);

    private final Visit visit;
    private final Policy policy;
    private final CustomerView.Seen seen;
    private final Map<FieldId, FieldValue> opened;
    private final Map<FieldId, FieldValue> revealed;
    private final ValueText texts;

    ContactView(Visit visit, CustomerView.Seen seen, Showing showing) {
        this.visit = visit;
        this.policy = visit.policyWords().policy();
        this.seen = seen;
        this.opened =
                seen.attended()
                        .map(Customers.Attended::opened)
                        .map(Customers.Opened::fields)
                        .<Map<FieldId, FieldValue>>map(fields -> fields)
                        .orElse(Map.of());
        this.revealed = showing.revealed();
        this.texts = texts(visit);
    }

    static ValueText texts(Visit visit) {
        return new ValueText(
                visit.policyWords(),
                visit.times(),
                visit.words().locale(),
                visit.words().text("staff.yes"),
                visit.words().text("staff.no"));
    }

    /// Whether a field of a customer can be changed on her page.
    static Optional<Field> editable(Policy policy, String id) {
        return policy.kind(CONTACT).stream()
                .flatMap(kind -> kind.fields().stream())
                .filter(field -> field.value().equals(id))
                .flatMap(field -> policy.field(field).stream())
                .filter(field -> TYPED.contains(field.form()))
                .findFirst()
                .or(() -> policy.field(BIRTH_DATE).filter(field -> field.id().value().equals(id)));
    }

    /// Whether it is the date of birth: by it the vault knows who is of age, so a wrong one is put
    /// right, unseen. Where none is kept, none is asked for here.
    static boolean isBirth(Field field) {
        return field.id().equals(BIRTH_DATE);
    }

    CustomerModel.Head head() {
        return new CustomerModel.Head(
                seen.attended().map(open -> open.visit().until()),
                visit.times().day(seen.masked().activeOn()),
                seen.masked().fields().containsKey(ADDRESS),
                Optional.ofNullable(opened.get(CONFIRMED_ON))
                        .map(day -> texts.of(policy.field(CONFIRMED_ON).orElseThrow(), day)));
    }

    List<CustomerModel.Fact> contact() {
        return facts(CONTACT, seen.attended().isPresent());
    }

    List<CustomerModel.Fact> profile() {
        return facts(PROFILE, seen.attended().isPresent());
    }

    private List<CustomerModel.Fact> facts(KindId kind, boolean editing) {
        Set<FieldId> unagreed = unagreed(editing);
        return policy.kind(kind).stream()
                .flatMap(known -> known.fields().stream())
                .filter(id -> !id.equals(CONFIRMED_ON))
                .flatMap(id -> policy.field(id).stream())
                .map(field -> fact(field, editing && !unagreed.contains(field.id()), kind))
                .filter(fact -> fact.present() || fact.editable())
                .toList();
    }

    /// Where only purposes with consent use a field, she is asked for that first.
    private Set<FieldId> unagreed(boolean editing) {
        return editing ? visit.context().vault().counter().till().unagreed(seen.id()) : Set.of();
    }

    private CustomerModel.Fact fact(Field field, boolean editing, KindId kind) {
        String masked = seen.masked().fields().get(field.id());
        Optional<FieldValue> clear =
                Optional.ofNullable(opened.get(field.id()))
                        .or(() -> Optional.ofNullable(revealed.get(field.id())));
        boolean openable =
                editing
                        && (kind.equals(CONTACT)
                                ? TYPED.contains(field.form())
                                        && (clear.isPresent() || masked == null || isRows(field))
                                : isBirth(field) && masked != null);
        boolean hidden = clear.isEmpty() && masked != null && !shownWhole(field);
        return new CustomerModel.Fact(
                field.id().value(),
                visit.policyWords().field(field.id().value()),
                clear.map(value -> texts.of(field, value)).orElse(masked == null ? "" : masked),
                clear.isPresent() || masked != null,
                hidden,
                openable,
                hidden,
                clear.map(value -> note(field, value)).orElse(""));
    }

    private boolean shownWhole(Field field) {
        return Mask.valueOf(
                        policy.mask(
                                        visit.allow(custos.access.Permission.READ_MASKED).role(),
                                        field.id())
                                .name())
                == Mask.CLEAR;
    }

    private String note(Field field, FieldValue value) {
        if (!field.id().equals(EMAIL) || !(value instanceof FieldValue.Text(String address))) {
            return "";
        }
        return MailDomain.meant(address)
                .map(domain -> visit.words().text("staff.mail-meant", "domain", domain))
                .orElse("");
    }

    /// The form of a field, with the value as it stands.
    static CustomerModel.Edit edit(Visit visit, Field field, Optional<FieldValue> value) {
        var texts = texts(visit);
        boolean choice = field.form() == FieldForm.CHOICE;
        return edit(
                visit,
                field,
                value.filter(_ -> !isParted(field))
                        .map(known -> choice ? known.plain() : texts.of(field, known))
                        .orElse(""),
                field.form() == FieldForm.ADDRESS
                        ? Optional.of(boxes(visit, value))
                        : Optional.empty(),
                Optional.of(field)
                        .filter(ContactView::isRows)
                        .map(rows -> new FieldBoxes(visit).kept(rows, false, value)),
                Map.of(),
                Optional.empty());
    }

    /// Whether a field is typed in several boxes.
    private static boolean isParted(Field field) {
        return field.form() == FieldForm.ADDRESS || isRows(field);
    }

    /// Whether it is typed in rows of boxes.
    static boolean isRows(Field field) {
        return field.form() == FieldForm.SOCIAL_HANDLES;
    }

    private static AddressBoxes boxes(Visit visit, Optional<FieldValue> value) {
        return AddressBoxes.of(
                AddressBoxes.Writer.STAFF, value, visit.policyWords().policy().defaultCountry());
    }

    /// The form of a field, with what was typed.
    static CustomerModel.Edit edit(
            Visit visit,
            Field field,
            String typed,
            Optional<AddressBoxes> boxes,
            Optional<FieldBox> rows,
            Map<String, String> day,
            Optional<CustomerModel.Conflict> conflict) {
        return new CustomerModel.Edit(
                field.id().value(),
                visit.policyWords().field(field.id().value()),
                input(field.form()),
                typed,
                field.maxLength(),
                field.choices().stream()
                        .map(choice ->
                                new Choice(
                                        choice,
                                        visit.policyWords().choice(field.id().value(), choice)))
                        .toList(),
                boxes,
                rows,
                day,
                conflict);
    }

    private static CustomerModel.Input input(FieldForm form) {
        return switch (form) {
            case EMAIL -> CustomerModel.Input.EMAIL;
            case PHONE -> CustomerModel.Input.TEL;
            case ADDRESS -> CustomerModel.Input.ADDRESS;
            case CHOICE -> CustomerModel.Input.CHOICE;
            case TEXT -> CustomerModel.Input.LINES;
            case BIRTH_DATE -> CustomerModel.Input.DAY;
            default -> CustomerModel.Input.TEXT;
        };
    }
}
