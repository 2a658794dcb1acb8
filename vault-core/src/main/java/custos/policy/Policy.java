package custos.policy;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a vault may keep, why, for how long, and who may see it: one version of the policy, checked
/// whole, with its words.
///
/// The only way to one is [PolicyLoader]: every name in it is declared, every number is used once.
/// Immutable; safe in every thread. All collections are in the policy's order.
public final class Policy {
    private final PolicyFrame frame;
    private final Words words;
    private final Map<FieldId, Field> fields;
    private final Map<Integer, Field> fieldsByNumber;
    private final Map<KindId, RecordKind> kinds;
    private final Map<Integer, RecordKind> kindsByNumber;
    private final Map<ClassId, DataClass> classes;
    private final Map<Integer, DataClass> classesByNumber;
    private final Map<PurposeId, Purpose> purposes;
    private final Map<Integer, Purpose> purposesByNumber;
    private final Map<ChannelId, Channel> channels;
    private final Map<Integer, Channel> channelsByNumber;
    private final Map<SourceId, Source> sources;
    private final Map<MethodId, Method> methods;
    private final Map<RecipientId, Recipient> recipients;
    private final Map<ReasonUse, Set<String>> reasons;
    private final Set<Role> seeing;

    Policy(PolicyFrame frame, Catalogue catalogue, Words words) {
        this.frame = frame;
        this.words = words;
        fields = Frozen.by(Field::id, catalogue.fields());
        fieldsByNumber = Frozen.by(Field::number, catalogue.fields());
        kinds = Frozen.by(RecordKind::id, catalogue.kinds());
        kindsByNumber = Frozen.by(RecordKind::number, catalogue.kinds());
        classes = Frozen.by(DataClass::id, catalogue.classes());
        classesByNumber = Frozen.by(DataClass::number, catalogue.classes());
        purposes = Frozen.by(Purpose::id, catalogue.purposes());
        purposesByNumber = Frozen.by(Purpose::number, catalogue.purposes());
        channels = Frozen.by(Channel::id, catalogue.channels());
        channelsByNumber = Frozen.by(Channel::number, catalogue.channels());
        sources = Frozen.by(Source::id, catalogue.sources());
        methods = Frozen.by(Method::id, catalogue.methods());
        recipients = Frozen.by(Recipient::id, catalogue.recipients());
        reasons = Frozen.map(catalogue.reasons());
        seeing = Frozen.set(catalogue.masks());
    }

    /// The version, from 1, each one more than the one before.
    public int version() {
        return frame.version();
    }

    public List<Language> languages() {
        return frame.languages();
    }

    public List<Regime> regimes() {
        return frame.regimes();
    }

    /// The country of a telephone number or an address that names none, as ISO 3166 code.
    public String defaultCountry() {
        return frame.defaultCountry();
    }

    public Controller controller() {
        return frame.controller();
    }

    public AfterErasure afterErasure() {
        return frame.afterErasure();
    }

    /// Whether anybody may read the tiles of the ledger.
    public boolean publicLedger() {
        return frame.publicLedger();
    }

    public Suppression suppression() {
        return frame.suppression();
    }

    /// The reward programme, if there is one.
    public Optional<RewardProgramme> rewards() {
        return frame.rewards();
    }

    public Statements statements() {
        return frame.statements();
    }

    /// What the record of processing says besides.
    public ProcessingRecord processingRecord() {
        return frame.processingRecord();
    }

    /// The words of every language.
    public Words words() {
        return words;
    }

    public Optional<Field> field(FieldId id) {
        return Optional.ofNullable(fields.get(id));
    }

    public Optional<Field> field(int number) {
        return Optional.ofNullable(fieldsByNumber.get(number));
    }

    public Collection<Field> fields() {
        return fields.values();
    }

    public Optional<RecordKind> kind(KindId id) {
        return Optional.ofNullable(kinds.get(id));
    }

    public Optional<RecordKind> kind(int number) {
        return Optional.ofNullable(kindsByNumber.get(number));
    }

    public Collection<RecordKind> kinds() {
        return kinds.values();
    }

    public Optional<DataClass> dataClass(ClassId id) {
        return Optional.ofNullable(classes.get(id));
    }

    public Optional<DataClass> dataClass(int number) {
        return Optional.ofNullable(classesByNumber.get(number));
    }

    public Collection<DataClass> classes() {
        return classes.values();
    }

    public Optional<Purpose> purpose(PurposeId id) {
        return Optional.ofNullable(purposes.get(id));
    }

    public Optional<Purpose> purpose(int number) {
        return Optional.ofNullable(purposesByNumber.get(number));
    }

    public Collection<Purpose> purposes() {
        return purposes.values();
    }

    public Optional<Channel> channel(ChannelId id) {
        return Optional.ofNullable(channels.get(id));
    }

    public Optional<Channel> channel(int number) {
        return Optional.ofNullable(channelsByNumber.get(number));
    }

    public Collection<Channel> channels() {
        return channels.values();
    }

    public Optional<Source> source(SourceId id) {
        return Optional.ofNullable(sources.get(id));
    }

    public Collection<Source> sources() {
        return sources.values();
    }

    public Optional<Method> method(MethodId id) {
        return Optional.ofNullable(methods.get(id));
    }

    public Collection<Method> methods() {
        return methods.values();
    }

    public Collection<Recipient> recipients() {
        return recipients.values();
    }

    /// The codes of the reasons that may be given for something.
    public Set<String> reasons(ReasonUse use) {
        return reasons.getOrDefault(use, Set.of());
    }

    /// The purpose itself and all below it; empty for a purpose that the policy does not have.
    public Set<PurposeId> withAllBelow(PurposeId id) {
        var found = new LinkedHashSet<PurposeId>();
        purpose(id).map(Purpose::id).ifPresent(found::add);
        // Parents may stand after their children: look again until nothing is new.
        int before;
        do {
            before = found.size();
            for (Purpose one : purposes.values()) {
                one.parent().filter(found::contains).ifPresent(_ -> found.add(one.id()));
            }
        } while (found.size() > before);
        return Frozen.set(found);
    }

    /// All purposes that are marketing.
    public Set<PurposeId> marketing() {
        return Frozen.set(
                purposes.values().stream()
                        .filter(Purpose::marketing)
                        .map(Purpose::id)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /// The channels of a purpose; empty for a purpose that the policy does not have.
    public Set<ChannelId> channelsOf(PurposeId id) {
        return purpose(id).map(Purpose::channels).orElse(Set.of());
    }

    /// How a role that has opened nothing sees a field. A role or a field that the policy does not
    /// have sees and shows nothing.
    public MaskKind mask(String role, FieldId id) {
        boolean sees = Role.find(role).map(seeing::contains).orElse(false);
        return sees ? field(id).map(Field::mask).orElse(MaskKind.HIDDEN) : MaskKind.HIDDEN;
    }
}
