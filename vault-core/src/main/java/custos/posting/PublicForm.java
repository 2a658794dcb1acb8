package custos.posting;

import custos.policy.Channel;
import custos.policy.ChannelId;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.MethodId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.RecordKind;
import custos.policy.SourceId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A form for the shop's web site. Which boxes it has is the policy's word: those of its kind of
/// record, but for what the shop says itself.
public enum PublicForm {
    NEWSLETTER("newsletter", "email-subscription", "", ""),
    COMPETITION("competition", "competition", "competition-entry", "competition"),
    WARRANTY("warranty", "warranty-card", "warranty", ""),
    SURVEY("survey", "survey", "survey-answer", "survey"),
    WISH_LIST("wish-list", "wish-list", "wish", "item");

    /// By which she is written to, and confirms.
    public static final ChannelId EMAIL = new ChannelId("email");

    /// How she says yes in the end.
    public static final MethodId METHOD = new MethodId("confirmed-link");

    /// The field that her address is kept in.
    public static final FieldId EMAIL_FIELD = new FieldId("email");

    /// The field of a survey's scale: the shop's choice, not hers.
    public static final FieldId SCALE = new FieldId("scale");

    /// What the shop fills in itself, whatever else the kind has.
    private static final Set<FieldId> SHOPS_OWN =
            Set.of(SCALE, new FieldId("warranty_until"), new FieldId("order_number"));

    private final String code;
    private final String source;
    private final String kind;
    private final String about;

    /// @param kind of record; empty where it makes none
    /// @param about the field that the shop names; empty where it names none
    PublicForm(String code, String source, String kind, String about) {
        this.code = code;
        this.source = source;
        this.kind = kind;
        this.about = about;
    }

    /// What a policy lacks, so that a form cannot be offered.
    public enum Lack {
        /// The point of collection, which has the short notice.
        SOURCE,
        /// The kind of record that it makes.
        KIND,
        /// The address, or the way to confirm it.
        EMAIL,
        /// Something to agree to, where that is all the form is for.
        PURPOSE
    }

    /// The name in addresses, such as `wish-list`.
    public String code() {
        return code;
    }

    public static Optional<PublicForm> find(String code) {
        return Arrays.stream(values()).filter(form -> form.code.equals(code)).findFirst();
    }

    public SourceId source() {
        return new SourceId(source);
    }

    public Optional<KindId> kind() {
        return Optional.of(kind).filter(id -> !id.isEmpty()).map(KindId::new);
    }

    /// The field that the shop names in its page: which competition, which survey, which item.
    public Optional<FieldId> about() {
        return Optional.of(about).filter(id -> !id.isEmpty()).map(FieldId::new);
    }

    /// Whether it can be answered without an e-mail address, as nobody's.
    public boolean canBeNobodys() {
        return this == SURVEY;
    }

    /// What a policy lacks for this form; nothing when it is offered.
    public Optional<Lack> lack(Policy policy) {
        boolean reachable =
                policy.field(EMAIL_FIELD).isPresent()
                        && policy.method(METHOD).isPresent()
                        && policy.channel(EMAIL).filter(Channel::confirmable).isPresent();
        if (!reachable) {
            return Optional.of(Lack.EMAIL);
        }
        if (policy.source(source()).isEmpty()) {
            return Optional.of(Lack.SOURCE);
        }
        if (kind().isEmpty()) {
            return purposes(policy).isEmpty() ? Optional.of(Lack.PURPOSE) : Optional.empty();
        }
        return record(policy).filter(one -> hasAbout(policy, one)).isPresent()
                ? Optional.empty()
                : Optional.of(Lack.KIND);
    }

    private boolean hasAbout(Policy policy, RecordKind one) {
        return about().map(field -> one.fields().contains(field) && policy.field(field).isPresent())
                .orElse(true);
    }

    /// The kind of record that it makes, as the policy has it.
    public Optional<RecordKind> record(Policy policy) {
        return kind().flatMap(policy::kind)
                .filter(one -> one.path().isPresent() && !one.once() && one.needs().isEmpty());
    }

    /// The fields that she fills in, in the policy's order. The day of the record is asked only
    /// where the policy demands it; else it is today.
    public List<Field> asked(Policy policy) {
        return record(policy).stream()
                .flatMap(one -> one.fields().stream().filter(id -> isAsked(one, id)))
                .flatMap(id -> policy.field(id).stream())
                .filter(field -> field.form() != FieldForm.INTERNAL)
                .toList();
    }

    private boolean isAsked(RecordKind one, FieldId id) {
        boolean today = one.day().equals(Optional.of(id)) && !one.required().contains(id);
        return !today && !about().equals(Optional.of(id)) && !SHOPS_OWN.contains(id);
    }

    /// The day of the record, where she is not asked for it.
    public Optional<FieldId> today(Policy policy) {
        return record(policy)
                .flatMap(one -> one.day().filter(day -> !one.required().contains(day)));
    }

    /// What she may agree to, by e-mail: what the form itself is for, and the newsletter. Nothing
    /// else on a form depends on it.
    public List<Purpose> purposes(Policy policy) {
        Map<String, Purpose> all = new LinkedHashMap<>();
        List.of(source(), NEWSLETTER.source()).stream()
                .flatMap(id -> policy.source(id).stream())
                .flatMap(one -> one.purposes().stream())
                .flatMap(id -> policy.purpose(id).stream())
                .filter(purpose -> purpose.needsConsent() && purpose.channels().contains(EMAIL))
                .forEach(purpose -> all.putIfAbsent(purpose.id().value(), purpose));
        return List.copyOf(all.values());
    }
}
