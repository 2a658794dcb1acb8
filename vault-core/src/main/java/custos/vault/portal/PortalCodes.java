package custos.vault.portal;

import custos.customer.CustomerId;
import custos.customer.EmailAddress;
import custos.customer.FieldValue;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.FieldId;
import custos.policy.Language;
import custos.policy.Policy;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.core.Documents;
import custos.vault.core.ShortCode;
import custos.vault.customers.Finder;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import custos.vault.postings.Mailboxes;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Write;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/// One-time codes by which customers get onto their own pages, mailed or handed over at the
/// counter. Kept is a keyed hash of each, which dies with its first use (ADR 0009).
///
/// Safe for use by many threads: of two uses at once, one is let in.
public final class PortalCodes {
    /// How long a mailed code works.
    public static final Duration MAILED_FOR = Duration.ofMinutes(20);

    /// How long a code works that staff handed over.
    public static final Duration HANDED_FOR = Duration.ofHours(24);

    /// How many wrong numbers or postcodes end a code.
    static final int MAX_WRONG = 5;

    private static final FieldId EMAIL = new FieldId("email");
    private static final FieldId LANGUAGE = new FieldId("language");
    private static final int LINK_BYTES = 16;

    private final Core core;
    private final Mailboxes mailboxes;

    public PortalCodes(Core core, Finder finder) {
        this.core = core;
        this.mailboxes = new Mailboxes(core, finder);
    }

    /// What a code led to.
    public sealed interface Entry {
        /// She is let in; the code is used up.
        ///
        /// @param bounded whether the code came from the counter, though she has an e-mail address
        ///   on record: staff saw it, so it decides less than a letter that only she reads
        record Welcome(CustomerId id, boolean bounded) implements Entry {}

        /// The code is right and may be used again, with a customer number or postcode.
        record MarkNeeded() implements Entry {}

        /// No such code, or it is used up or over, or the number or postcode decides nobody. Which
        /// of them is not told.
        record Refused() implements Entry {}
    }

    /// Which browser asked for a code: a new random text, to be kept by that browser alone.
    public String newTicket() {
        return random();
    }

    /// An address's keyed hash, to count by without keeping addresses in memory.
    public String addressKey(EmailAddress address) {
        byte[] hash = core.keys().requestKey("portal/" + address.indexForm().value());
        return Base64.getEncoder().encodeToString(hash);
    }

    /// Mails a code to everybody with this address; nothing happens when nobody has it. Durable on
    /// return.
    ///
    /// @param ticket of the browser that asks; the typed form of the code works with it alone
    public void mail(EmailAddress address, Language language, String ticket) {
        Policy policy = core.policies().current();
        List<Long> customers = mailboxes.of(policy, address);
        if (customers.isEmpty()) {
            return;
        }
        Instant until = core.now().plus(MAILED_FOR);
        String link = random();
        var typed = ShortCode.random(core.keys().random());
        byte[] linkId = kept(linkId(link));
        byte[] typedId = kept(typedId(ticket, typed));
        boolean shared = customers.size() > 1;
        var matter = new Matter.PortalLink(link, typed.grouped(), until);
        var letter = new Letter(address, language, matter);
        var rows = new ArrayList<RowChange>();
        var mailbox = Optional.of(addressKey(address));
        var byLink = new PortalCode(customers, shared, until, 0, Optional.of(typedId), mailbox);
        var byTyping = new PortalCode(customers, shared, until, 0, Optional.of(linkId), mailbox);
        rows.add(row(linkId, byLink));
        rows.add(row(typedId, byTyping));
        rows.add(letterRow(customers.getFirst(), letter));
        core.writer().land(Write.upkeep(rows));
    }

    /// The letter goes under the first one's key; it dies with her, and another can be asked for.
    private RowChange letterRow(long no, Letter letter) {
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no);
                CustomerDraft draft = CustomerDraft.change(core.keys(), core.schema(), file, 0)) {
            return Outbox.row(core, draft, core.now(), letter);
        }
    }

    /// Makes a code for a customer who stands at the counter: it opens her page together with her
    /// customer number or postcode. Durable on return; an event. The e-mail address on record is
    /// told, so that nobody hands out her page behind her back.
    ///
    /// @return the code, eight characters in two groups; it is never shown again
    /// @throws Refusal.Conflict when neither her number nor a postcode is known
    public String handOver(CustomerId id, Actor actor) {
        var code = ShortCode.random(core.keys().random());
        byte[] kept = kept(counterId(code));
        return core.change(
                core.number(id),
                OptionalLong.empty(),
                changing -> {
                    requireMark(changing);
                    Instant until = changing.now().plus(HANDED_FOR);
                    var body =
                            new PortalCode(
                                    List.of(changing.file().no()),
                                    true,
                                    until,
                                    0,
                                    Optional.empty(),
                                    Optional.empty());
                    changing.draft().also(row(kept, body));
                    tell(changing);
                    Write write =
                            changing.draft()
                                    .finish(
                                            List.of(Act.of(ActType.PORTAL_CODE_ISSUED)),
                                            List.of(Subject.Part.about(0)),
                                            Internal.by(actor),
                                            changing.now());
                    return new Core.Prepared<>(write, _ -> code.grouped());
                });
    }

    private void tell(Core.Changing changing) {
        var contact = changing.file().openFixed(Slots.CONTACT);
        Optional<EmailAddress> address = value(contact, EMAIL).map(EmailAddress::new);
        if (address.isPresent()) {
            var letter =
                    new Letter(
                            address.get(),
                            language(contact),
                            new Matter.CodeHandedOver(changing.now()));
            changing.draft().also(Outbox.row(core, changing.draft(), changing.now(), letter));
        }
    }

    /// The one on her record; who stands at the counter reads staff's screen in theirs.
    private Language language(SortedMap<Integer, FieldValue> contact) {
        return value(contact, LANGUAGE)
                .map(Language::new)
                .orElseGet(() -> core.policies().current().languages().getFirst());
    }

    private Optional<String> value(SortedMap<Integer, FieldValue> contact, FieldId id) {
        return core.policies()
                .current()
                .field(id)
                .flatMap(field -> Optional.ofNullable(contact.get(field.number())))
                .map(FieldValue::plain);
    }

    private void requireMark(Core.Changing changing) {
        var contact = changing.file().openFixed(Slots.CONTACT);
        if (!PortalMark.exists(core.policies().current(), contact)) {
            throw new Refusal.Conflict(
                    "no-mark",
                    "a code at the counter needs a customer number or a postcode on record");
        }
    }

    /// Whether a link's code asks for a customer number or postcode. A code that does not exist
    /// asks for none; nothing is used up.
    public boolean asksForMark(String link) {
        return find(kept(linkId(link))).map(PortalCode::asksForMark).orElse(false);
    }

    /// Uses a code that came as a link.
    ///
    /// @param mark customer number or postcode as typed; may be empty
    public Entry useLink(String link, String mark) {
        return use(kept(linkId(link)), new PortalMark(mark), new Entry.MarkNeeded(), false);
    }

    /// Uses a code that was mailed at this browser's wish and is typed there.
    ///
    /// @param ticket of the browser; empty when it has none
    /// @param typed in any case and spacing
    /// @param mark customer number or postcode as typed; may be empty
    public Entry useMailed(String ticket, String typed, String mark) {
        Optional<ShortCode> code = ShortCode.read(typed);
        if (code.isEmpty() || ticket.isEmpty()) {
            return new Entry.Refused();
        }
        byte[] id = kept(typedId(ticket, code.get()));
        return use(id, new PortalMark(mark), new Entry.Refused(), false);
    }

    /// Uses a code from the counter. It works in any browser, so whoever asks must bound how many
    /// are tried by all together.
    ///
    /// @param typed in any case and spacing
    /// @param mark customer number or postcode as typed
    public Entry useFromCounter(String typed, String mark) {
        return ShortCode.read(typed)
                .map(code ->
                        use(kept(counterId(code)), new PortalMark(mark), new Entry.Refused(), true))
                .orElseGet(Entry.Refused::new);
    }

    private synchronized Entry use(
            byte[] id, PortalMark mark, Entry withoutMark, boolean fromCounter) {
        Optional<PortalCode> known = find(id);
        if (known.isEmpty()) {
            return new Entry.Refused();
        }
        PortalCode code = known.get();
        if (code.asksForMark() && mark.isMissing()) {
            return withoutMark;
        }
        List<Long> hers = code.customers().stream().filter(no -> isHers(no, code, mark)).toList();
        if (hers.size() != 1) {
            forgetOrCount(id, code.triedInVain());
            return new Entry.Refused();
        }
        forget(id, code);
        long no = hers.getFirst();
        return new Entry.Welcome(core.customerId(no), fromCounter && hasEmail(no));
    }

    private boolean hasEmail(long no) {
        try (CustomerFile file = core.file(no)) {
            return mailbox(file.openFixed(Slots.CONTACT)).isPresent();
        }
    }

    /// A keyed hash of the e-mail address that a customer has now, for a session to compare: it
    /// ends when the address is another. None where she has none.
    ///
    /// @throws Refusal.Erased when she was erased
    public Optional<String> mailbox(CustomerId id) {
        try (CustomerFile file = core.file(core.number(id))) {
            return mailbox(file.openFixed(Slots.CONTACT));
        }
    }

    private Optional<String> mailbox(SortedMap<Integer, FieldValue> contact) {
        return value(contact, EMAIL).map(EmailAddress::new).map(this::addressKey);
    }

    private boolean isHers(long no, PortalCode code, PortalMark mark) {
        try (CustomerFile file = core.file(no)) {
            SortedMap<Integer, FieldValue> contact = file.openFixed(Slots.CONTACT);
            boolean stillHers = code.mailbox().isEmpty() || mailbox(contact).equals(code.mailbox());
            return stillHers
                    && (!code.asksForMark() || mark.fits(core.policies().current(), contact));
        } catch (Refusal.NotFound | Refusal.Erased e) {
            return false;
        }
    }

    /// Both forms of a code count together, or the number could be guessed twice as often.
    private void forgetOrCount(byte[] id, PortalCode code) {
        if (code.wrong() >= MAX_WRONG) {
            forget(id, code);
            return;
        }
        var rows = new ArrayList<RowChange>();
        rows.add(row(id, code));
        code.twin()
                .ifPresent(other ->
                        find(other).ifPresent(twin -> rows.add(row(other, twin.triedInVain()))));
        core.writer().land(Write.upkeep(rows));
    }

    private void forget(byte[] id, PortalCode code) {
        var rows = new ArrayList<RowChange>();
        rows.add(new RowChange.DeleteDocument(DocumentKind.PORTAL_CODE, id));
        code.twin()
                .map(twin -> new RowChange.DeleteDocument(DocumentKind.PORTAL_CODE, twin))
                .ifPresent(rows::add);
        core.writer().land(Write.upkeep(rows));
    }

    /// Deletes codes that are over.
    public synchronized void purge() {
        var over = new ArrayList<RowChange>();
        try (ReadSession read = core.store().read()) {
            for (DocumentRow row : read.documents(DocumentKind.PORTAL_CODE)) {
                if (isOver(open(row.id(), row.body()))) {
                    over.add(new RowChange.DeleteDocument(row.kind(), row.id()));
                }
            }
        }
        if (!over.isEmpty()) {
            core.writer().land(Write.upkeep(over));
        }
    }

    private Optional<PortalCode> find(byte[] id) {
        try (ReadSession read = core.store().read()) {
            return read.document(DocumentKind.PORTAL_CODE, id)
                    .map(body -> open(id, body))
                    .filter(code -> !isOver(code));
        }
    }

    private boolean isOver(PortalCode code) {
        return !core.now().isBefore(code.until());
    }

    private PortalCode open(byte[] id, byte[] body) {
        return PortalCode.decode(
                core.keys().rows().open(Documents.place(DocumentKind.PORTAL_CODE, id), body));
    }

    private RowChange row(byte[] id, PortalCode code) {
        byte[] body =
                core.keys()
                        .rows()
                        .seal(Documents.place(DocumentKind.PORTAL_CODE, id), code.encode());
        return new RowChange.PutDocument(new DocumentRow(DocumentKind.PORTAL_CODE, id, body));
    }

    private byte[] kept(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return core.keys().rows().keyedId(Documents.place(DocumentKind.PORTAL_CODE, bytes));
    }

    private static String linkId(String link) {
        return "link/" + cut(link);
    }

    private static String typedId(String ticket, ShortCode code) {
        return "typed/" + code.value() + "/" + cut(ticket);
    }

    private static String counterId(ShortCode code) {
        return "counter/" + code.value();
    }

    /// What is longer than any code of ours is none; a row's id has a limit.
    private static String cut(String text) {
        return text.length() > 64 ? "" : text;
    }

    private String random() {
        byte[] bytes = new byte[LINK_BYTES];
        core.keys().random().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
