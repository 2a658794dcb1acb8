package custos.vault.postings;

import static java.nio.charset.StandardCharsets.US_ASCII;

import custos.crypto.RowPlace;
import custos.customer.FieldValue;
import custos.customer.FullName;
import custos.json.CanonicalJson;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.posting.Pending;
import custos.posting.Posting;
import custos.posting.PublicForm;
import custos.store.DocumentKind;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.core.PendingForms;
import custos.vault.core.Repeat;
import custos.vault.core.Repeats;
import custos.vault.customers.Finder;
import custos.vault.letters.Outbox;
import custos.vault.rows.CustomerContent;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.GroupWriter;
import custos.vault.writer.Landing;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// What came through a public form, and waits until whoever reads that mailbox follows the link in
/// a letter (ADR 0029). Until then it is in nobody's file and in no ledger; whether the address is
/// known is looked up only then.
///
/// Safe for use by many threads: of two uses of a link at once, one confirms.
public final class Postings {
    /// The most that wait; past it nothing is taken.
    static final int MAX_WAITING = 10_000;

    private static final FieldId NAME = new FieldId("full_name");
    private static final String CODE = "posting-code";
    private static final int CODE_BYTES = 16;
    private static final int LETTER_BYTES = 16;

    private final Core core;
    private final Finder finder;
    private final Mailboxes mailboxes;
    private final Repeats repeats;
    private final LongSupplier numbers;
    private int rows = MAX_WAITING;

    public Postings(Core core, Finder finder, Repeats repeats, LongSupplier numbers) {
        this.core = core;
        this.finder = finder;
        this.mailboxes = new Mailboxes(core, finder);
        this.repeats = repeats;
        this.numbers = numbers;
    }

    /// How it stands with a link.
    public sealed interface Outcome {
        /// It can be confirmed.
        ///
        /// @param until when the link ends
        record Open(Posting posting, Instant until) implements Outcome {}

        /// It was confirmed by this call.
        ///
        /// @param given the purposes that she agreed to
        /// @param notGiven those that she may not agree to herself, such as below the minimum age
        /// @param leaf the leaf's index; -1 when nothing changed
        record Confirmed(
                PublicForm form, List<PurposeId> given, List<PurposeId> notGiven, long leaf)
                implements Outcome {
            public Confirmed {
                given = List.copyOf(given);
                notGiven = List.copyOf(notGiven);
            }
        }

        /// It was confirmed before, or the same was.
        record Already(PublicForm form) implements Outcome {}
    }

    /// The marks on the forms.
    public FormMarks marks() {
        return new FormMarks(core);
    }

    /// Keeps what was handed in, and the letter that asks whether it was she; durable on return.
    /// The same form sent twice counts once. Nothing is looked up.
    ///
    /// @param token of the form, see [FormMarks]
    /// @throws Refusal.BadField when its record could not be kept, such as one of before 1970
    /// @throws VaultFault.Busy when too much waits
    public synchronized void take(Posting posting, String token) {
        requireSense(posting);
        String code = code(posting, token);
        byte[] id = PendingForms.kept(core, code);
        if (find(id).isPresent()) {
            return;
        }
        requireRoom();
        byte[] letter = new byte[LETTER_BYTES];
        core.keys().random().nextBytes(letter);
        var waiting = new Pending.Waiting(posting, HexFormat.of().formatHex(letter), core.now());
        core.writer()
                .land(
                        Write.upkeep(
                                List.of(
                                        PendingForms.row(core, id, waiting),
                                        Outbox.posted(core, code))));
        rows++;
    }

    /// @throws Refusal.BadField when its record could not be kept, such as one of before 1970
    public void requireSense(Posting posting) {
        PostingWrite.requireSense(core.policies().current(), posting);
    }

    /// Counts anew only where there seems to be no room: rows go without a word.
    private void requireRoom() {
        if (rows >= MAX_WAITING) {
            try (ReadSession read = core.store().read()) {
                rows = read.documents(DocumentKind.POSTING).size();
            }
        }
        if (rows >= MAX_WAITING) {
            throw new VaultFault.Busy("too many forms wait for their confirmation");
        }
    }

    private String code(Posting posting, String token) {
        byte[] sum = sha256(token.getBytes(US_ASCII), CanonicalJson.encode(posting.toJson()));
        byte[] code = core.keys().rows().keyedId(RowPlace.of(CODE, sum));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(code, CODE_BYTES));
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// How it stands with a link; changes nothing.
    ///
    /// @throws Refusal.NotFound when it is none of ours, or over
    public Outcome look(String code) {
        return switch (known(PendingForms.kept(core, code))) {
            case Pending.Waiting waiting -> new Outcome.Open(waiting.posting(), waiting.until());
            case Pending.Done done -> new Outcome.Already(done.form());
        };
    }

    /// Confirms by a link, once: adds to the customer who has this address, or takes her in;
    /// durable on return. Contact details of a customer who is there stay as they are.
    ///
    /// @param agrees to which of the purposes that were ticked on the form; the ticks were
    ///   anybody's, this is hers
    /// @throws Refusal.NotFound when it is none of ours, or over
    /// @throws Refusal.Conflict when the policy does not have this form any more
    public synchronized Outcome confirm(String code, Predicate<PurposeId> agrees) {
        byte[] id = PendingForms.kept(core, code);
        for (int i = 0; i < Core.MAX_TRIES; i++) {
            switch (known(id)) {
                case Pending.Done done -> {
                    return new Outcome.Already(done.form());
                }
                case Pending.Waiting waiting -> {
                    try {
                        return confirm(id, waiting, agrees);
                    } catch (Refusal.Erased | Refusal.NotFound e) {
                        // Gone since she was found: look again.
                    } catch (Refusal.Conflict e) {
                        return already(id, waiting, e);
                    }
                }
            }
        }
        throw new VaultFault.Busy("too many changes of one customer at once");
    }

    /// The same record landed before, in the file of somebody who was merged since.
    private Outcome already(byte[] id, Pending.Waiting waiting, Refusal.Conflict why) {
        if (!why.code().equals("repeated")) {
            throw why;
        }
        PublicForm form = waiting.posting().form();
        core.writer()
                .land(
                        Write.upkeep(
                                List.of(
                                        PendingForms.row(
                                                core,
                                                id,
                                                new Pending.Done(form, waiting.until())))));
        return new Outcome.Already(form);
    }

    private Outcome confirm(byte[] id, Pending.Waiting waiting, Predicate<PurposeId> agrees) {
        Policy policy = core.policies().current();
        Posting posting = waiting.posting();
        List<PurposeId> agreed = posting.agreed().stream().filter(agrees).toList();
        if (posting.form().lack(policy).isPresent()) {
            throw new Refusal.Conflict("no-form", "the policy does not have this form any more");
        }
        RowChange done =
                PendingForms.row(core, id, new Pending.Done(posting.form(), waiting.until()));
        Optional<Repeat> repeat = repeat(posting);
        Before before = repeat.map(this::before).orElse(Before.NOTHING);
        if (before == Before.LANDED && agreed.isEmpty()) {
            core.writer().land(Write.upkeep(List.of(done)));
            return new Outcome.Already(posting.form());
        }
        var write =
                new PostingWrite(
                        core,
                        repeats,
                        policy,
                        waiting.agreeingTo(agreed),
                        done,
                        repeat.filter(_ -> before == Before.NOTHING),
                        before != Before.LANDED);
        Optional<Long> whose = whose(policy, posting);
        return whose.isPresent()
                ? core.change(whose.get(), OptionalLong.empty(), write::onto)
                : register(policy, write);
    }

    /// The same record handed in and confirmed twice in a day is one, however it was ticked: what
    /// she agrees to the second time still counts.
    private static Optional<Repeat> repeat(Posting posting) {
        if (posting.form().kind().isEmpty()) {
            return Optional.empty();
        }
        byte[] sum = sha256(CanonicalJson.encode(posting.agreeingTo(List.of()).toJson()));
        return Optional.of(new Repeat("posting:" + HexFormat.of().formatHex(sum), sum));
    }

    /// Whether the same record was handed in within a day.
    private enum Before {
        NOTHING,
        LANDED,
        /// It did, with somebody who was erased since.
        ERASED
    }

    private Before before(Repeat repeat) {
        try {
            return repeats.find(repeat).isPresent() ? Before.LANDED : Before.NOTHING;
        } catch (Refusal.Merged e) {
            throw new Refusal.Conflict("repeated", "this was done already");
        } catch (Refusal.Erased | Refusal.NotFound e) {
            return Before.ERASED;
        }
    }

    /// Who has the address. Of several, the one of the very name that was typed; where that decides
    /// nobody, somebody new is taken in, and no file of theirs is touched.
    private Optional<Long> whose(Policy policy, Posting posting) {
        List<Long> all = mailboxes.of(policy, posting.email());
        if (all.size() < 2) {
            return all.stream().findFirst();
        }
        List<Long> named =
                all.stream().filter(no -> isSame(name(policy, no), posting.name())).toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    private static boolean isSame(Optional<String> kept, Optional<String> typed) {
        return kept.isPresent() == typed.isPresent()
                && kept.orElse("")
                        .equalsIgnoreCase(typed.map(FullName::new).map(FullName::value).orElse(""));
    }

    private Optional<String> name(Policy policy, long no) {
        try (CustomerFile file = core.file(no)) {
            return policy.field(NAME)
                    .map(Field::number)
                    .flatMap(number ->
                            Optional.ofNullable(file.openFixed(Slots.CONTACT).get(number)))
                    .map(FieldValue::plain);
        }
    }

    private Outcome register(Policy policy, PostingWrite write) {
        CustomerContent content = write.content();
        long no = numbers.getAsLong();
        try (var _ = core.keys().readings().begin();
                CustomerDraft draft = CustomerDraft.register(core.keys(), core.schema(), no);
                ReadSession read = core.store().read()) {
            draft.tokens(finder.tokens(policy, content.contact()));
            Core.Prepared<Outcome> prepared = write.registration(read, draft, content);
            return switch (core.writer().landNew(prepared.write())) {
                case Landing.Landed(long idx) -> {
                    finder.put(no, draft.carried(), policy, content.contact());
                    yield prepared.answer().apply(idx);
                }
                case Landing.Taken(String table) ->
                        throw new Refusal.Conflict("repeated", "this was done already: " + table);
                case Landing.Broken(var bug) -> throw bug;
                case Landing.Stale() -> throw new VaultFault.Busy(GroupWriter.ROLLING);
            };
        }
    }

    /// Deletes what is over. A row that cannot be read stays, for `verify` to find.
    public void purge() {
        List<RowChange> over;
        try (ReadSession read = core.store().read()) {
            over = PendingForms.which(core, read, this::isOver);
        }
        if (!over.isEmpty()) {
            core.writer().land(Write.upkeep(over));
        }
    }

    private Pending known(byte[] id) {
        return find(id).orElseThrow(() -> new Refusal.NotFound("link"));
    }

    private Optional<Pending> find(byte[] id) {
        try (ReadSession read = core.store().read()) {
            return PendingForms.find(core, read, id);
        }
    }

    private boolean isOver(Pending pending) {
        return !core.now().isBefore(pending.until());
    }
}
