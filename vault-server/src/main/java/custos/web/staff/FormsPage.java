package custos.web.staff;

import custos.access.Permission;
import custos.policy.Notice;
import custos.policy.NoticeDigest;
import custos.policy.Policy;
import custos.policy.SourceId;
import custos.web.Qr;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/// `/forms`: the counter's form on paper, in the reader's language, with the questions about
/// consents: to be signed, and typed in later by its number. Each copy has a number of its own, so
/// that a stack can lie ready for hours without the server.
public final class FormsPage {
    private static final String PATH = "/forms";
    private static final int MOST = 20;

    private final WebContext context;

    public FormsPage(WebContext context) {
        this.context = context;
    }

    /// What the template shows.
    ///
    /// @param words to be read before it is signed
    /// @param questions about consents; nothing is ticked
    public record Model(
            String controller,
            String words,
            int version,
            String digest,
            List<ConsentQuestion> questions,
            List<Copy> copies,
            int most) {}

    /// One sheet.
    ///
    /// @param qr leads to the notice that was printed, and holds the number
    public record Copy(String number, Qr qr) {}

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::page, "copies");
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.FORMS);
        Policy policy = visit.policyWords().policy();
        NoticeDigest notice =
                context.vault()
                        .policies()
                        .noticeInForce(visit.policyLanguage())
                        .orElseThrow(WebFault.NotHere::new);
        String digest = ConsentsView.hex(notice);
        int copies =
                visit.query("copies")
                        .filter(text -> text.matches("[0-9]{1,2}"))
                        .map(Integer::parseInt)
                        .map(wanted -> Math.clamp(wanted, 1, MOST))
                        .orElse(1);
        var words = new ConsentsView(visit);
        visit.show(
                "staff/forms",
                new Model(
                        policy.controller().name(),
                        Notice.shortNotice(
                                policy,
                                source(policy),
                                visit.policyLanguage(),
                                context.publicUrl() + "/privacy"),
                        policy.version(),
                        digest,
                        words.asked().stream()
                                .map(purpose -> words.question(purpose, java.util.Optional.empty()))
                                .toList(),
                        IntStream.range(0, copies).mapToObj(_ -> copy(visit, digest)).toList(),
                        MOST));
    }

    static SourceId source(Policy policy) {
        return Sources.of(policy, "counter");
    }

    private Copy copy(Visit visit, String digest) {
        String number =
                FormNumber.random(
                                visit.policyWords().policy().version(),
                                visit.policyLanguage().value(),
                                context.random())
                        .text();
        return new Copy(number, Qr.of(context.publicUrl() + "/notice/" + digest + "#" + number));
    }
}
