package custos.web.portal;

import custos.access.Session;
import custos.access.SessionTable;
import custos.customer.CustomerId;
import custos.vault.Vault;
import custos.vault.portal.PortalCodes;
import custos.web.Form;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// The sessions of customers on their own pages, and the door that every such page stands behind:
/// no session, no page; no proof of the session, no form.
final class Guests {
    static final String COOKIE = "__Host-custos-my";
    private static final SessionTable.Limits LIMITS =
            new SessionTable.Limits(Duration.ofMinutes(30), Duration.ofHours(2), 10_000);

    private final Vault vault;
    private final SessionTable<Guest> table;

    Guests(WebContext context) {
        this.vault = context.vault();
        this.table = new SessionTable<>(LIMITS, context.clock(), context.random());
    }

    /// What answers a customer who was let in.
    interface Answers {
        void answer(Visit visit, Session<Guest> session) throws IOException;
    }

    /// A page, or `otherwise` for somebody who is not let in.
    WebRoutes.Answers page(Answers by, WebRoutes.Answers otherwise) {
        return visit -> {
            Optional<Session<Guest>> session = find(visit);
            if (session.isEmpty()) {
                otherwise.answer(visit);
            } else {
                visit.speak(session.get());
                by.answer(visit, session.get());
            }
        };
    }

    /// A form of such a page, which carries the session's proof.
    WebRoutes.Answers form(Answers by, WebRoutes.Answers otherwise) {
        return page(
                (visit, session) -> {
                    if (!session.csrfMatches(visit.form().raw(Form.CSRF))) {
                        throw new WebFault.Forged();
                    }
                    by.answer(visit, session);
                },
                otherwise);
    }

    /// A form that nobody sends in her place with a code from the counter.
    WebRoutes.Answers ownForm(Answers by, WebRoutes.Answers otherwise) {
        return form(
                (visit, session) -> {
                    requireOwn(session);
                    by.answer(visit, session);
                },
                otherwise);
    }

    /// @throws WebFault.LinkFirst when she came with a code from the counter, and a link to her
    ///   e-mail address would be the surer way
    static void requireOwn(Session<Guest> session) {
        if (session.holder().isBounded()) {
            throw new WebFault.LinkFirst();
        }
    }

    /// The session of whoever is let in. It ended if her e-mail address was changed elsewhere.
    Optional<Session<Guest>> find(Visit visit) {
        Optional<Session<Guest>> session = visit.cookie(COOKIE).flatMap(table::find);
        if (session.isPresent() && !vault.portal().knows(session.get().holder().id())) {
            // Erased meanwhile, by herself elsewhere or by staff.
            endAll(session.get().holder().id());
            visit.answer().forget(COOKIE, "Lax");
            throw new WebFault.Gone();
        }
        if (session.isPresent() && !session.get().holder().hasMailbox(mailbox(session.get()))) {
            end(visit, session.get());
            return Optional.empty();
        }
        return session;
    }

    /// Lets this one session go on though she changed her e-mail address: she did it here.
    void moved(Session<Guest> session) {
        session.holder().moveTo(mailbox(session));
    }

    private Optional<String> mailbox(Session<Guest> session) {
        return vault.portalCodes().mailbox(session.holder().id());
    }

    /// Lets a customer in under a new name of a session; one from before ends.
    ///
    /// @return the proof for the new session's forms
    String welcome(Visit visit, PortalCodes.Entry.Welcome entry) {
        visit.cookie(COOKIE).flatMap(table::find).ifPresent(table::end);
        var mailbox = vault.portalCodes().mailbox(entry.id());
        var started = table.start(new Guest(entry.id(), entry.bounded(), mailbox), "");
        started.session().language(visit.language());
        // Lax, not strict: her way in is a link in a letter.
        visit.answer().cookie(COOKIE, started.cookie(), "Lax");
        return started.session().csrf();
    }

    void end(Visit visit, Session<Guest> session) {
        table.end(session);
        visit.answer().forget(COOKIE, "Lax");
    }

    /// Ends every session of a customer who is gone.
    void endAll(CustomerId id) {
        table.endAll(guest -> guest.id().equals(id));
    }
}
