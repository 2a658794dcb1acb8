package custos.vault.requests;

import custos.customer.EmailAddress;
import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Language;
import custos.policy.Policy;
import custos.request.Course;
import custos.request.RequestState;
import custos.request.Step;
import custos.vault.core.Core;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Slots;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedMap;

/// The letters that tell a customer how her request stands: that it came, that she is to show who
/// she is, what she is asked, that it takes longer, what was decided. They go to her e-mail
/// address, in her language, with the step that they tell of; somebody without one is told by
/// whoever decides.
final class RequestLetters {
    private static final FieldId EMAIL = new FieldId("email");
    private static final FieldId LANGUAGE = new FieldId("language");

    private final Core core;

    RequestLetters(Core core) {
        this.core = core;
    }

    /// @param language in which she asked
    /// @return whether a letter goes out
    boolean tell(Core.Changing changing, Step step, Course course, Language language) {
        LocalDate today = course.day(changing.now());
        Optional<Matter> matter = matter(step, course, today);
        if (matter.isEmpty()) {
            return false;
        }
        SortedMap<Integer, FieldValue> contact = changing.file().openFixed(Slots.CONTACT);
        Policy policy = core.policies().current();
        Optional<EmailAddress> to = value(policy, contact, EMAIL).map(EmailAddress::new);
        if (to.isEmpty()) {
            return false;
        }
        Language hers = hers(contact, language);
        changing.draft()
                .also(
                        Outbox.row(
                                core,
                                changing.draft(),
                                changing.now(),
                                new Letter(to.get(), hers, matter.get())));
        return true;
    }

    /// The letters about a request so far, in the order of its steps, and their language.
    Requests.Letters of(CustomerFile file, DataRequest.Work work, Instant now) {
        Course course = work.course();
        LocalDate today = course.stopped(course.day(now));
        var matters = new ArrayList<Matter>();
        matters.add(
                new Matter.RequestCame(
                        course.right(), course.received(), course.clocks().lastDayToExtend(today)));
        if (work.steps().stream().anyMatch(one -> one.to() == RequestState.IDENTITY_CHECK)) {
            matters.add(new Matter.RequestIdentity(course.right(), course.received()));
        }
        work.question()
                .ifPresent(question ->
                        matters.add(
                                new Matter.RequestQuestion(
                                        course.right(), course.received(), question)));
        course.extension()
                .ifPresent(one ->
                        matters.add(
                                new Matter.RequestExtended(
                                        course.right(),
                                        course.received(),
                                        one.reason(),
                                        course.due(today))));
        course.verdict()
                .ifPresent(one ->
                        matters.add(
                                new Matter.RequestDecided(
                                        course.right(),
                                        course.received(),
                                        one.decision(),
                                        one.reasons())));
        var contact = file.openFixed(Slots.CONTACT);
        return new Requests.Letters(hers(contact, work.language()), matters);
    }

    private Language hers(SortedMap<Integer, FieldValue> contact, Language otherwise) {
        return value(core.policies().current(), contact, LANGUAGE)
                .map(Language::new)
                .orElse(otherwise);
    }

    private static Optional<Matter> matter(Step step, Course course, LocalDate today) {
        return switch (step) {
            case Step.Acknowledge _ ->
                    Optional.of(
                            new Matter.RequestCame(
                                    course.right(), course.received(), course.due(today)));
            case Step.Extend(var reason) ->
                    Optional.of(
                            new Matter.RequestExtended(
                                    course.right(), course.received(), reason, course.due(today)));
            case Step.Decide(var decision, var reasons) ->
                    Optional.of(
                            new Matter.RequestDecided(
                                    course.right(), course.received(), decision, reasons));
            case Step.CheckIdentity _ ->
                    Optional.of(new Matter.RequestIdentity(course.right(), course.received()));
            case Step.AskCustomer(String question) ->
                    Optional.of(
                            new Matter.RequestQuestion(
                                    course.right(), course.received(), question));
            case Step.Work _ -> Optional.empty();
            case Step.Deliver _, Step.Close _ -> Optional.empty();
        };
    }

    private static Optional<String> value(
            Policy policy, SortedMap<Integer, FieldValue> contact, FieldId id) {
        return policy.field(id)
                .map(Field::number)
                .flatMap(number -> Optional.ofNullable(contact.get(number)))
                .map(FieldValue::plain);
    }
}
