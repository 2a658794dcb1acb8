package custos.vault.lists;

import custos.consent.ConsentBook;
import custos.customer.FieldValue;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Leaf;
import custos.figure.ConsentCourse;
import custos.figure.ConsentEnds;
import custos.figure.Counting;
import custos.figure.FigureBook;
import custos.figure.ProfileSum;
import custos.json.JsonValue.Items;
import custos.json.JsonValue.Members;
import custos.list.Opened.Noted;
import custos.policy.Channel;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.request.Course;
import custos.store.CustomerRow;
import custos.store.LeafRow;
import custos.store.ReadSession;
import custos.vault.audit.LogScan;
import custos.vault.consents.ConsentSteps;
import custos.vault.consents.OpenedPerson;
import custos.vault.consents.Permitting;
import custos.vault.consents.Profile;
import custos.vault.core.Core;
import custos.vault.core.CustomerFiles;
import custos.vault.requests.DataRequest;
import custos.vault.requests.RequestForm;
import custos.vault.requests.RequestQueue;
import custos.vault.requests.RequestRegister;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Slots;
import custos.vault.rows.Totals;
import custos.vault.writer.LedgerHead;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One walk over all customers and the ledger that makes all figures. No view of the store is open
/// for longer than a few customers take, and none is split. For one thread and one use.
public final class FigureWalk {
    private static final int VIEW = 100;
    private static final int LEAVES = 500;
    private static final FieldId BIRTH_DATE = new FieldId("birth_date");
    private static final FieldId CHILDREN = new FieldId("children");
    private static final List<String> TEXTS =
            List.of("gender", "education", "profession", "income_band");
    private static final FieldId LINES = new FieldId("lines");
    private static final FieldId UNIT = new FieldId("unit");
    private static final FieldId MOVEMENT = new FieldId("movement");

    private final Core core;
    private final Policy policy;
    private final FigureNeeds needs;
    private final ConsentSteps steps;
    private final Instant now;
    private final ConsentCourse course = new ConsentCourse();
    private final Counting counting = new Counting();
    private final SurveyCount surveys = new SurveyCount(counting);
    private final ConsentEnds ends;
    private final ProfileSum profiles;
    private final OpenedPerson.View view;

    public FigureWalk(Core core) {
        this.core = core;
        this.policy = core.policies().current();
        this.needs = FigureNeeds.of(policy);
        this.steps = new ConsentSteps(core, policy);
        this.now = core.now();
        this.ends = new ConsentEnds(now);
        this.profiles = new ProfileSum(choices(policy));
        this.view = new OpenedPerson.View(policy, FigureNeeds.INSIGHT, wanted(), Core.day(now));
    }

    /// Of records no more than what figures count is opened.
    private IntPredicate wanted() {
        Set<Integer> numbers =
                Stream.concat(Stream.of(LINES, UNIT, MOVEMENT), SurveyCount.OPENED.stream())
                        .flatMap(id -> policy.field(id).stream())
                        .map(Field::number)
                        .collect(Collectors.toUnmodifiableSet());
        return numbers::contains;
    }

    private static Map<String, List<String>> choices(Policy policy) {
        var choices = new HashMap<String, List<String>>();
        TEXTS.forEach(name ->
                policy.field(new FieldId(name))
                        .ifPresent(field -> choices.put(name, field.choices())));
        return choices;
    }

    /// @param epoch whose leaves are counted
    /// @param progress hears how many customers were walked past; breaks it off by throwing
    public FigureBook walk(int epoch, LongConsumer progress) {
        long customers = 0;
        for (long next = 0; next >= 0; ) {
            try (ReadSession read = core.store().read()) {
                List<CustomerRow> rows = read.customersFrom(next, VIEW);
                customers += take(read, rows);
                next = rows.size() < VIEW ? -1 : rows.getLast().no() + 1;
            }
            progress.accept(customers);
        }
        return new FigureBook(
                now,
                customers,
                course.months(YearMonth.from(now.atZone(ZoneOffset.UTC))),
                counting.sources(),
                ends.months(),
                counting.promoters(),
                SurveyCount.anonymous(core),
                surveys.reasons(core),
                counting.rewards(),
                new FigureBook.Shape(profiles.people(), profiles.shown()),
                counting.best(),
                reveals(epoch),
                waiting(),
                needs.missing());
    }

    /// @return how many of them are customers still
    private long take(ReadSession read, List<CustomerRow> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        long taken = 0;
        try (var _ = core.keys().readings().begin()) {
            var files = new CustomerFiles(core, read, rows);
            for (CustomerRow row : rows) {
                Optional<CustomerFile> file = files.of(row);
                file.ifPresent(known -> take(read, known));
                taken += file.isPresent() ? 1 : 0;
            }
        }
        return taken;
    }

    private void take(ReadSession read, CustomerFile opened) {
        try (CustomerFile file = opened) {
            Profile profile = Profile.of(file, policy);
            var person = new OpenedPerson(read, file, profile, view);
            steps.addTo(course, read, file, profile.book(), now);
            ends(profile.book());
            if (agreed(read, profile)) {
                profiles.take(person(person), person.today());
            }
            long no = file.no();
            boolean noted =
                    read.countRecords(Slots.row(no, Slots.FIRST_FREE), Slots.endRow(no)) > 0;
            Optional<String> heard = noted ? records(person, profile) : Optional.empty();
            if (may(needs.sources(), profile)) {
                person.field(FigureNeeds.HEARD_FROM)
                        .map(FieldValue::plain)
                        .or(() -> heard)
                        .ifPresent(counting::source);
            }
        }
    }

    /// A consent that some channel has without an end does not run out.
    private void ends(ConsentBook book) {
        var last = new HashMap<PurposeId, Instant>();
        book.states()
                .keySet()
                .forEach(key ->
                        book.state(key, now)
                                .grant()
                                .ifPresent(yes ->
                                        last.merge(
                                                key.purpose(),
                                                yes.until().orElse(Instant.MAX),
                                                (one, other) -> one.isAfter(other) ? one : other)));
        last.values().removeIf(Instant.MAX::equals);
        last.forEach(ends::take);
    }

    private List<FigureBook.Waiting> waiting() {
        if (RequestForm.find(policy).isEmpty()) {
            return List.of();
        }
        return new RequestQueue(core, new RequestRegister(core), now)
                .open().stream()
                        .flatMap(request -> request.work().stream())
                        .map(DataRequest.Work::course)
                        .filter(course -> course.state().isOpen())
                        .map(this::waiting)
                        .toList();
    }

    private FigureBook.Waiting waiting(Course course) {
        LocalDate today = course.day(now);
        return new FigureBook.Waiting(
                course.received(),
                course.right().code(),
                ChronoUnit.DAYS.between(course.received(), today),
                ChronoUnit.DAYS.between(course.received(), course.due(today)));
    }

    private static boolean may(Optional<Purpose> purpose, Profile profile) {
        return purpose.map(known -> Permitting.evaluation(profile.book(), known).allowed())
                .orElse(false);
    }

    /// Whether she agreed to what she is being counted, by any channel.
    private boolean agreed(ReadSession read, Profile profile) {
        return needs.profile().stream()
                .anyMatch(purpose ->
                        purpose.channels().stream()
                                .flatMap(id -> policy.channel(id).stream())
                                .anyMatch(channel -> agreed(read, profile, purpose, channel)));
    }

    private boolean agreed(ReadSession read, Profile profile, Purpose purpose, Channel channel) {
        return Permitting.contact(read, core.keys(), policy, profile, purpose, channel, now)
                .allowed();
    }

    private ProfileSum.Person person(OpenedPerson opened) {
        var texts = new HashMap<String, String>();
        TEXTS.forEach(name ->
                shown(opened, new FieldId(name))
                        .ifPresent(value -> texts.put(name, value.plain().strip())));
        return new ProfileSum.Person(
                shown(opened, BIRTH_DATE)
                        .flatMap(value ->
                                value instanceof FieldValue.Day(LocalDate born)
                                        ? Optional.of(born)
                                        : Optional.empty()),
                shown(opened, CHILDREN).flatMap(FigureWalk::whole),
                texts);
    }

    /// A field of hers, if the purpose opens it.
    private Optional<FieldValue> shown(OpenedPerson opened, FieldId id) {
        return needs.profile()
                .filter(purpose -> purpose.fields().contains(id))
                .flatMap(_ -> opened.field(id));
    }

    static Optional<Long> whole(FieldValue value) {
        return value instanceof FieldValue.Whole(long number)
                ? Optional.of(number)
                : Optional.empty();
    }

    /// @return where she heard of the shop, as she answered a survey
    private Optional<String> records(OpenedPerson person, Profile profile) {
        if (may(needs.sold(), profile)) {
            var bought = new HashSet<String>();
            person.records(Kinds.PURCHASE).forEach(purchase -> sold(purchase, bought));
        }
        if (may(needs.rewards(), profile)) {
            var moved = new HashSet<String>();
            person.records(Totals.REWARD_MOVEMENT).forEach(movement -> reward(movement, moved));
        }
        return may(needs.promoters(), profile)
                ? surveys.take(person.records(FigureNeeds.SURVEY_ANSWER))
                : Optional.empty();
    }

    private void sold(Noted purchase, Set<String> bought) {
        if (purchase.field(LINES).orElse(null) instanceof FieldValue.Json(Items lines)) {
            lines.values()
                    .forEach(line -> {
                        if (line instanceof Members parts) {
                            String item = parts.text("item");
                            var quantity = new BigDecimal(parts.text("quantity"));
                            if (quantity.signum() > 0) {
                                counting.sold(item, quantity, !bought.add(item.strip()));
                            } else {
                                counting.returned(item, quantity);
                            }
                        }
                    });
        }
    }

    private void reward(Noted movement, Set<String> moved) {
        var month = YearMonth.from(movement.day());
        movement.text(UNIT)
                .ifPresent(unit ->
                        movement.field(MOVEMENT)
                                .flatMap(FigureWalk::whole)
                                .ifPresent(n ->
                                        counting.reward(unit, n, month, !moved.add(unit + month))));
    }

    private SortedMap<String, SortedMap<YearMonth, Long>> reveals(int epoch) {
        var reveals = new TreeMap<String, SortedMap<YearMonth, Long>>();
        long from = 0;
        List<LeafRow> rows;
        do {
            try (ReadSession read = core.store().read()) {
                rows =
                        read.leavesBetween(
                                LedgerHead.idx(epoch, from), LedgerHead.idx(epoch, from + LEAVES));
                rows.forEach(row -> reveal(read, row, reveals));
            }
            from += LEAVES;
        } while (rows.size() == LEAVES);
        return reveals;
    }

    private void reveal(
            ReadSession read, LeafRow row, SortedMap<String, SortedMap<YearMonth, Long>> reveals) {
        Leaf leaf = Leaf.parse(row.entry());
        if (leaf.acts().stream().map(Act::type).noneMatch(ActType.FIELDS_REVEALED::equals)) {
            return;
        }
        LogScan.half(core.keys(), read, row.idx())
                .ifPresent(half ->
                        reveals.computeIfAbsent(half.internal().actor().id(), _ -> new TreeMap<>())
                                .merge(
                                        YearMonth.from(leaf.hour().atZone(ZoneOffset.UTC)),
                                        1L,
                                        Long::sum));
    }
}
