package custos.vault.core;

import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.policy.ClassId;
import custos.policy.Language;
import custos.policy.Notice;
import custos.policy.NoticeDigest;
import custos.policy.Policy;
import custos.policy.PolicyChange;
import custos.policy.PolicyFiles;
import custos.policy.PolicyLoader;
import custos.policy.ReasonUse;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.store.ShreddedRow;
import custos.store.VaultStore;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.Events;
import custos.vault.rows.Kinds;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import custos.vault.rows.VaultKeys;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The policy in force and all that were before it, with every notice that a customer was ever
/// shown. A published version is immutable and needs no file outside the vault.
public final class Policies {
    private final VaultStore store;
    private final VaultKeys keys;
    private final Function<Write, Landing> writer;
    private final InstantSource clock;
    private volatile @Nullable InForce inForce;

    /// @param writer lands a write, as [GroupWriter#land]
    public Policies(
            VaultStore store,
            VaultKeys keys,
            Function<Write, Landing> writer,
            InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.writer = writer;
        this.clock = clock;
        this.inForce = newest();
    }

    private record InForce(
            Policy policy,
            CustomerDraft.Schema schema,
            int contactClass,
            Map<Language, NoticeDigest> notices) {}

    /// A published version.
    ///
    /// @param since when it came into force
    public record Version(int version, Instant since, Map<Language, NoticeDigest> notices) {}

    /// A notice as it was shown: these bytes are what its digest is of.
    public record Shown(Language language, int version, String text) {}

    /// The policy in force.
    public Policy current() {
        return now().policy();
    }

    /// The digest of the notice in force in a language; empty when there is none in it.
    public Optional<NoticeDigest> noticeInForce(Language language) {
        return Optional.ofNullable(now().notices().get(language));
    }

    /// A notice that was ever in force.
    public Optional<Shown> notice(NoticeDigest digest) {
        try (ReadSession read = store.read()) {
            return read.document(DocumentKind.NOTICE, Base64.getDecoder().decode(digest.base64()))
                    .map(Policies::shown);
        }
    }

    private static Shown shown(byte[] body) {
        var json = CanonicalJson.parseObject(body);
        return new Shown(
                new Language(json.text("language")),
                Math.toIntExact(json.whole("version")),
                json.text("text"));
    }

    /// All published versions, oldest first.
    public List<Version> versions() {
        try (ReadSession read = store.read()) {
            return read.documents(DocumentKind.POLICY).stream()
                    .map(row -> version(CanonicalJson.parseObject(row.body())))
                    .toList();
        }
    }

    /// The files of a published version.
    public Optional<PolicyFiles> files(int version) {
        try (ReadSession read = store.read()) {
            return read.document(DocumentKind.POLICY, id(version)).map(Policies::files);
        }
    }

    /// A published version, read anew.
    ///
    /// @throws VaultFault.Damaged when there is none
    public Policy version(int version) {
        return files(version)
                .map(PolicyLoader::load)
                .orElseThrow(() -> new VaultFault.Damaged("a version of the policy is missing"));
    }

    /// The files of a published version as its document holds them.
    public static PolicyFiles files(byte[] body) {
        String bundle = CanonicalJson.parseObject(body).text("bundle");
        return PolicyFiles.ofBundle(Base64.getDecoder().decode(bundle));
    }

    private static Version version(JsonValue.Members json) {
        var notices = new HashMap<Language, NoticeDigest>();
        json.members("notices")
                .values()
                .keySet()
                .forEach(language ->
                        notices.put(
                                new Language(language),
                                new NoticeDigest(json.members("notices").text(language))));
        return new Version(
                Math.toIntExact(json.whole("version")), Instant.parse(json.text("since")), notices);
    }

    /// Puts a policy into force: renders its notices, stores both for ever, and records it.
    ///
    /// @throws custos.policy.PolicyFault.Invalid when it does not load
    /// @throws Refusal.Conflict when it drops or changes what is in use
    public Version publish(PolicyFiles files, Actor actor) {
        Policy policy = PolicyLoader.load(files);
        InForce before = inForce;
        if (before != null) {
            List<String> problems = problems(before.policy(), policy);
            if (!problems.isEmpty()) {
                throw new Refusal.Conflict("policy", String.join("; ", problems));
            }
        } else if (policy.version() != 1) {
            throw new Refusal.BadField("version", "the first policy of a vault has version 1");
        }
        Instant since = clock.instant();
        var rows = new ArrayList<RowChange>();
        var acts = new ArrayList<Act>();
        var notices = JsonValue.object();
        LocalDate day = since.atZone(ZoneOffset.UTC).toLocalDate();
        for (Language language : policy.languages()) {
            Notice notice = Notice.of(policy, language, day);
            notices.put(language.value(), notice.digest().base64());
            rows.add(new RowChange.PutDocument(noticeRow(policy, language, notice)));
            acts.add(Act.of(ActType.POLICY_PUBLISHED).citing(Optional.of(notice.digest())));
        }
        byte[] body =
                CanonicalJson.encode(
                        JsonValue.object()
                                .put("version", policy.version())
                                .put("since", since.toString())
                                .put("notices", notices.build())
                                .put("bundle", Base64.getEncoder().encodeToString(files.bundle()))
                                .build());
        rows.add(
                new RowChange.InsertDocument(
                        new DocumentRow(DocumentKind.POLICY, id(policy.version()), body)));
        land(Events.ofVault(keys, acts, Internal.by(actor), rows));
        inForce = inForce(policy, version(CanonicalJson.parseObject(body)));
        return version(CanonicalJson.parseObject(body));
    }

    /// What stands against following the policy in force by this one.
    public List<String> problems(Policy before, Policy after) {
        var used = Used.in(store);
        return PolicyChange.check(before, after, used.fields(), used.kinds());
    }

    private void land(Write write) {
        if (!(writer.apply(write) instanceof Landing.Landed)) {
            throw new Refusal.Conflict(
                    "version", "this version of the policy was published already");
        }
    }

    private static DocumentRow noticeRow(Policy policy, Language language, Notice notice) {
        byte[] body =
                CanonicalJson.encode(
                        JsonValue.object()
                                .put("language", language.value())
                                .put("version", policy.version())
                                .put("text", notice.text())
                                .build());
        return new DocumentRow(
                DocumentKind.NOTICE, Base64.getDecoder().decode(notice.digest().base64()), body);
    }

    private static byte[] id(int version) {
        return ByteBuffer.allocate(4).putInt(version).array();
    }

    private @Nullable InForce newest() {
        try (ReadSession read = store.read()) {
            List<DocumentRow> rows = read.documents(DocumentKind.POLICY);
            return rows.isEmpty()
                    ? null
                    : inForce(
                            PolicyLoader.load(files(rows.getLast().body())),
                            version(CanonicalJson.parseObject(rows.getLast().body())));
        }
    }

    private static InForce inForce(Policy policy, Version version) {
        int evidence = classNo(policy, Kinds.of(policy, Kinds.CONSENTS).dataClass());
        return new InForce(
                policy,
                new CustomerDraft.Schema(policy.version(), evidence),
                classNo(policy, Kinds.of(policy, Kinds.CONTACT).dataClass()),
                Map.copyOf(version.notices()));
    }

    private static int classNo(Policy policy, ClassId id) {
        return policy.dataClass(id).orElseThrow().number();
    }

    private InForce now() {
        InForce now = inForce;
        if (now == null) {
            throw new VaultFault.Damaged("the vault has no policy");
        }
        return now;
    }

    CustomerDraft.Schema schema() {
        return now().schema();
    }

    public int contactClass() {
        return now().contactClass();
    }

    /// @throws Refusal.BadField unless the policy knows the reason for this use
    public void requireReason(ReasonUse use, String code) {
        requireReason(use, "reason", code);
    }

    /// @param field what the request calls it
    public void requireReason(ReasonUse use, String field, String code) {
        if (!current().reasons(use).contains(code)) {
            throw new Refusal.BadField(field, "the policy has no such reason for this");
        }
    }

    /// Whether these notes say that a customer was erased.
    public boolean isErased(List<ShreddedRow> notes) {
        int contact = contactClass();
        return notes.stream().anyMatch(note -> note.classNo() == contact);
    }
}
