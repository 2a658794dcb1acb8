package custos.consent;

import static custos.consent.Sayings.ADDRESS;
import static custos.consent.Sayings.BEFORE;
import static custos.consent.Sayings.FORM;
import static custos.consent.Sayings.HERSELF;
import static custos.consent.Sayings.IMPORT;
import static custos.consent.Sayings.NEWS;
import static custos.consent.Sayings.NO;
import static custos.consent.Sayings.NOW;
import static custos.consent.Sayings.PROVEN_IMPORT;
import static custos.consent.Sayings.STAFF;
import static custos.consent.Sayings.YES;
import static custos.consent.Sayings.at;
import static custos.consent.Sayings.book;
import static custos.consent.Sayings.days;
import static custos.consent.Sayings.ending;
import static custos.consent.Sayings.grant;
import static custos.consent.Sayings.key;
import static custos.consent.Sayings.said;
import static custos.consent.Sayings.state;
import static org.assertj.core.api.Assertions.assertThat;

import custos.consent.ConsentEvent.Cause;
import custos.consent.ConsentEvent.Ended;
import custos.consent.ConsentEvent.Met;
import custos.consent.ConsentEvent.Moved;
import custos.consent.ConsentEvent.Mover;
import custos.consent.ConsentEvent.Objected;
import custos.consent.ConsentEvent.ObjectionLifted;
import custos.consent.ConsentEvent.Restricted;
import custos.consent.ConsentEvent.RestrictionLifted;
import custos.consent.ConsentEvent.Said;
import custos.consent.ConsentState.Given;
import custos.consent.ConsentState.Renewed;
import custos.consent.ConsentState.Requested;
import custos.policy.ChannelId;
import custos.policy.PurposeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsentBookTest {
    private static final List<String> NAMES =
            List.of(
                    "unknown",
                    "requested",
                    "given",
                    "renewed",
                    "refused",
                    "withdrawn",
                    "revoked",
                    "expired",
                    "invalidated");

    private static Permission permission(ConsentBook book) {
        return permission(book, Suppressed.NO, AgeCheck.OLD_ENOUGH);
    }

    private static Permission permission(ConsentBook book, Suppressed suppressed, AgeCheck age) {
        return book.permits(new Use(NEWS, NOW, Optional.of(ADDRESS), suppressed, age));
    }

    @Test
    void only_given_and_renewed_permit_a_use() {
        for (String name : NAMES) {
            boolean yes = name.equals("given") || name.equals("renewed");

            assertThat(permission(book(state(name))))
                    .as(name)
                    .isEqualTo(yes ? Permission.PERMITTED : Permission.NOT_GIVEN);
        }
    }

    @Test
    void what_is_not_in_the_book_permits_nothing() {
        var other =
                new Use(
                        key("other", "email"),
                        NOW,
                        Optional.empty(),
                        Suppressed.NO,
                        AgeCheck.OLD_ENOUGH);

        assertThat(book(state("given")).permits(other)).isEqualTo(Permission.NOT_GIVEN);
    }

    @Test
    void suppression_forbids_unless_she_said_yes_after_the_stop() {
        var yes = book(new Given(grant(BEFORE)));
        var after = book(new Given(grant(BEFORE, Mark.AFTER_STOP)));
        var here = new Suppressed(true, false);
        var everything = new Suppressed(false, true);

        assertThat(permission(yes, here, AgeCheck.OLD_ENOUGH)).isEqualTo(Permission.SUPPRESSED);
        assertThat(permission(yes, everything, AgeCheck.OLD_ENOUGH))
                .isEqualTo(Permission.SUPPRESSED);
        assertThat(permission(after, everything, AgeCheck.OLD_ENOUGH))
                .isEqualTo(Permission.PERMITTED);
        assertThat(permission(after, here, AgeCheck.OLD_ENOUGH)).isEqualTo(Permission.SUPPRESSED);
    }

    @Test
    void a_use_below_the_age_or_for_another_address_is_forbidden() {
        var yes = book(state("given"));
        var elsewhere =
                new Use(
                        NEWS,
                        NOW,
                        Optional.of("new@example.org"),
                        Suppressed.NO,
                        AgeCheck.OLD_ENOUGH);

        assertThat(permission(yes, Suppressed.NO, AgeCheck.TOO_YOUNG))
                .isEqualTo(Permission.TOO_YOUNG);
        assertThat(permission(yes, Suppressed.NO, AgeCheck.UNKNOWN))
                .isEqualTo(Permission.PERMITTED);
        assertThat(yes.permits(elsewhere)).isEqualTo(Permission.OTHER_ADDRESS);
    }

    @Test
    void objection_and_restriction_forbid_what_she_agreed_to_until_lifted() {
        var yes = book(state("given"));
        var objected = yes.after(new Objected(NEWS.purpose(), NOW));
        var restricted = yes.after(new Restricted(NOW));

        assertThat(permission(objected)).isEqualTo(Permission.OBJECTED);
        assertThat(permission(restricted)).isEqualTo(Permission.RESTRICTED);
        assertThat(objected.after(new ObjectionLifted(NEWS.purpose(), NOW))).isEqualTo(yes);
        assertThat(restricted.after(new RestrictionLifted(NOW))).isEqualTo(yes);
        assertThat(yes.after(new Objected(key("other", "email").purpose(), NOW)))
                .satisfies(book -> assertThat(permission(book)).isEqualTo(Permission.PERMITTED));
    }

    @Test
    void a_book_is_the_fold_of_its_events() {
        var book =
                ConsentBook.fold(
                        List.of(
                                said(HERSELF, YES, BEFORE),
                                said(HERSELF, NO, BEFORE.plusSeconds(60)),
                                said(PROVEN_IMPORT, YES, NOW),
                                said(IMPORT, YES, NOW)));

        assertThat(book.state(NEWS, NOW).code()).isEqualTo("withdrawn");
        assertThat(book.after(said(STAFF, YES, NOW)).state(NEWS, NOW).code())
                .isEqualTo("requested");
        assertThat(book.after(said(STAFF, YES, NOW)).state(NEWS, days(14)).code())
                .isEqualTo("withdrawn");
        assertThat(book.after(said(FORM, YES, NOW)).state(NEWS, NOW).code()).isEqualTo("given");
    }

    @Test
    void the_business_ends_a_yes_and_never_her_no() {
        var revoke = new Ended(NEWS, Cause.REVOKED, ending(NOW));
        var invalidate = new Ended(NEWS, Cause.INVALIDATED, ending(NOW));

        assertThat(book(state("given")).after(revoke).state(NEWS, NOW).code()).isEqualTo("revoked");
        assertThat(book(state("renewed")).after(invalidate).state(NEWS, NOW).code())
                .isEqualTo("invalidated");
        assertThat(book(state("withdrawn")).after(revoke)).isEqualTo(book(state("withdrawn")));
        assertThat(book(new Requested(grant(NOW), state("refused"))).after(revoke))
                .isEqualTo(book(state("refused")));
    }

    @Test
    void an_address_takes_a_yes_along_only_when_she_changed_it() {
        var yes = book(new Renewed(grant(BEFORE, Mark.AFTER_STOP)));
        var channel = NEWS.channel();
        var address = Optional.of("new@example.org");

        var hers = yes.after(new Moved(channel, address, Mover.CUSTOMER, NOW));
        var theirs = yes.after(new Moved(channel, address, Mover.SOMEBODY_ELSE, NOW));

        assertThat(hers.state(NEWS, NOW).grant())
                .hasValueSatisfying(grant -> {
                    assertThat(grant.address()).isEqualTo(address);
                    assertThat(grant.marks()).isEmpty();
                });
        assertThat(theirs).isEqualTo(ConsentBook.EMPTY);
        assertThat(yes.after(new Moved(channel, Optional.empty(), Mover.CUSTOMER, NOW)))
                .isEqualTo(ConsentBook.EMPTY);
        assertThat(yes.after(new Moved(new ChannelId("post"), address, Mover.SOMEBODY_ELSE, NOW)))
                .isEqualTo(yes);
        assertThat(book(state("withdrawn")).after(new Moved(channel, address, Mover.CUSTOMER, NOW)))
                .isEqualTo(book(state("withdrawn")));
    }

    @Test
    void two_books_meet_in_the_strictest_of_each() {
        var one =
                book(state("given"))
                        .after(new Said(key("nps", "email"), HERSELF, NO, at(BEFORE)))
                        .after(new Objected(new PurposeId("nps"), NOW));
        var other =
                book(state("withdrawn"))
                        .after(new Said(key("nps", "email"), HERSELF, YES, at(BEFORE)))
                        .after(new Restricted(BEFORE));

        var met = one.after(new Met(other, NOW));

        assertThat(met.state(NEWS, NOW).code()).isEqualTo("withdrawn");
        assertThat(met.state(key("nps", "email"), NOW).code()).isEqualTo("refused");
        assertThat(met.objections()).hasSize(1);
        assertThat(met.restrictedSince()).contains(BEFORE);
        assertThat(other.after(new Met(one, NOW))).isEqualTo(met);
        assertThat(met.after(new Met(met, NOW))).isEqualTo(met);
    }

    @Test
    void a_no_goes_down_the_purpose_tree_and_a_yes_never() {
        var tree = new ShopTree();
        var marketing = key("marketing", "email");

        assertThat(tree.reachOfNo(marketing))
                .containsExactly(key("birthday", "email"), marketing, NEWS);
        assertThat(tree.reachOfNo(NEWS)).containsExactly(NEWS);
        assertThat(tree.reachOfYes(marketing)).containsExactly(marketing);
    }

    @Test
    void stop_everything_reaches_all_marketing_on_every_channel() {
        var reached = new ShopTree().reachOfStop();
        var book = book(new Given(grant(BEFORE, Mark.AFTER_STOP)));
        for (ConsentKey key : reached) {
            book = book.after(new Said(key, HERSELF, NO, at(NOW)));
        }

        assertThat(reached).hasSize(5).doesNotContain(key("warranty", "email"));
        assertThat(book.state(NEWS, NOW).code()).isEqualTo("withdrawn");
        assertThat(book.state(key("birthday", "sms"), NOW).code()).isEqualTo("refused");
    }

    @Test
    void anything_the_policy_does_not_know_grants_nothing_and_can_be_refused() {
        var tree = new ShopTree();

        assertThat(tree.reachOfYes(key("profiling", "email"))).isEmpty();
        assertThat(tree.reachOfYes(key("newsletter", "fax"))).isEmpty();
        assertThat(tree.reachOfNo(key("profiling", "email")))
                .containsExactly(key("profiling", "email"));
    }

    @Test
    void an_address_that_goes_back_brings_back_what_its_going_ended_and_nothing_else() {
        var old = Optional.of(ADDRESS);
        var wrong = Optional.of("wrong@example.org");
        var away = new Moved(NEWS.channel(), wrong, Mover.SOMEBODY_ELSE, NOW);
        var home = new Moved(NEWS.channel(), old, Mover.SOMEBODY_ELSE, NOW.plusSeconds(60));
        var before = book(state("given"));
        var moved = before.after(away);
        assertThat(moved.state(NEWS, NOW)).isEqualTo(ConsentState.unknown());

        var back = new ConsentEvent.MovedBack(away, home, before);
        assertThat(moved.after(back)).isEqualTo(before);
        for (String meanwhile : List.of("refused", "withdrawn", "given", "requested")) {
            var since = book(state(meanwhile));
            assertThat(since.after(new ConsentEvent.MovedBack(away, home, before)))
                    .as(meanwhile)
                    .isEqualTo(since.after(home));
        }
    }

    @Test
    void an_address_that_goes_back_never_passes_an_earlier_stop() {
        var marked = book(new Given(grant(BEFORE, Mark.AFTER_STOP)));
        var away =
                new Moved(
                        NEWS.channel(), Optional.of("wrong@example.org"), Mover.SOMEBODY_ELSE, NOW);
        var home = new Moved(NEWS.channel(), Optional.of(ADDRESS), Mover.SOMEBODY_ELSE, NOW);
        var back = marked.after(away).after(new ConsentEvent.MovedBack(away, home, marked));
        assertThat(back.state(NEWS, NOW).grant().orElseThrow().marks()).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.range(1, 101);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_happens_only_she_ends_her_no_and_the_book_reads_back(long seed) {
        var random = new Random(seed);
        var book = ConsentBook.EMPTY;
        for (int i = 0; i < 200; i++) {
            ConsentEvent event = anything(random, i);
            ConsentState before = book.state(NEWS, BEFORE.plusSeconds(i));
            book = book.after(event);
            ConsentState after = book.state(NEWS, BEFORE.plusSeconds(i));

            assertThat(ConsentBook.decode(book.encode())).isEqualTo(book);
            boolean hers =
                    event instanceof Said(_, Voice voice, _, _)
                            && (voice instanceof Voice.Herself
                                    || voice instanceof Voice.SignedForm);
            if (before.isNo() && !hers) {
                assertThat(after.grant()).as("after %s", event).isEmpty();
            }
            if (after.grant().isPresent() && before.grant().isEmpty() && !hers) {
                assertThat(before).isEqualTo(ConsentState.unknown());
            }
        }
    }

    private static ConsentEvent anything(Random random, int second) {
        var when = BEFORE.plusSeconds(second);
        return switch (random.nextInt(8)) {
            case 0 -> new Ended(NEWS, any(random, List.of(Cause.values())), ending(when));
            case 1 -> new Met(book(state(any(random, NAMES))), when);
            case 2 ->
                    new Moved(
                            NEWS.channel(),
                            Optional.of(ADDRESS),
                            any(random, List.of(Mover.values())),
                            when);
            default ->
                    new Said(
                            NEWS,
                            List.of(
                                            HERSELF,
                                            FORM,
                                            STAFF,
                                            Sayings.STAFF_CONFIRMED,
                                            PROVEN_IMPORT,
                                            IMPORT)
                                    .get(random.nextInt(6)),
                            random.nextInt(3) == 0 ? NO : YES,
                            new Circumstances(
                                    when,
                                    when,
                                    random.nextBoolean()
                                            ? Optional.empty()
                                            : Optional.of(when.plusSeconds(30)),
                                    "portal",
                                    "shop",
                                    Optional.of(ADDRESS),
                                    new Suppressed(random.nextBoolean(), random.nextBoolean()),
                                    AgeCheck.OLD_ENOUGH));
        };
    }

    private static <T> T any(Random random, List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /// marketing > newsletter, birthday; warranty stands apart.
    private static final class ShopTree implements PurposeTree {
        @Override
        public Set<PurposeId> withAllBelow(PurposeId purpose) {
            return switch (purpose.value()) {
                case "marketing" -> purposes("marketing", "newsletter", "birthday");
                case "newsletter", "birthday", "warranty" -> Set.of(purpose);
                default -> Set.of();
            };
        }

        @Override
        public Set<PurposeId> marketing() {
            return purposes("marketing", "newsletter", "birthday");
        }

        @Override
        public Set<ChannelId> channelsOf(PurposeId purpose) {
            return switch (purpose.value()) {
                case "marketing", "warranty" -> Set.of(new ChannelId("email"));
                case "newsletter", "birthday" ->
                        Set.of(new ChannelId("email"), new ChannelId("sms"));
                default -> Set.of();
            };
        }

        private static Set<PurposeId> purposes(String... names) {
            var purposes = new ArrayList<PurposeId>();
            for (String name : names) {
                purposes.add(new PurposeId(name));
            }
            return Set.copyOf(purposes);
        }
    }
}
