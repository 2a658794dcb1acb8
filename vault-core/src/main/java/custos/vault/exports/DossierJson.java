package custos.vault.exports;

import custos.consent.ConsentKey;
import custos.consent.ConsentState;
import custos.consent.Ending;
import custos.consent.Grant;
import custos.event.Subject;
import custos.policy.Controller;
import custos.policy.Field;
import custos.policy.KindId;
import custos.policy.NoticeDigest;
import custos.policy.RecordKind;
import custos.vault.core.BookActs;
import custos.vault.core.FieldForms;
import custos.vault.core.PartedForms;
import custos.vault.core.Policies;
import custos.vault.records.Records;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.json.JsonMapper;

/// A dossier as JSON: names of the policy, values as the API shows them.
public final class DossierJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Dossier dossier;

    public DossierJson(Dossier dossier) {
        this.dossier = dossier;
    }

    /// One object in one line, UTF-8.
    public byte[] bytes() {
        return MAPPER.writeValueAsBytes(tree());
    }

    /// The same with line breaks, to be read.
    byte[] readable() {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree());
    }

    /// Any plain value as compact JSON text.
    static String text(Object plain) {
        return MAPPER.writeValueAsString(plain);
    }

    private Map<String, Object> tree() {
        Dossier.Head head = dossier.head();
        var tree = new LinkedHashMap<String, Object>();
        tree.put("format", "custos-customer");
        tree.put("v", 1);
        tree.put("id", head.id().value());
        tree.put("version", head.version());
        tree.put("exported_at", head.at().toString());
        tree.put("active_on", head.activeOn().toString());
        tree.put("policy_version", dossier.policy().version());
        tree.put("controller", controller(dossier.policy().controller()));
        tree.put("fields", FieldForms.showAll(dossier.policy(), dossier.fields()));
        tree.put("totals", PartedForms.show(dossier.totals().toJson()));
        var records = new LinkedHashMap<String, Object>();
        dossier.records()
                .forEach((kind, entries) ->
                        records.put(name(kind), entries.stream().map(this::entry).toList()));
        tree.put("records", records);
        tree.put("consents", consents());
        tree.put("history", dossier.past().stream().map(this::past).toList());
        tree.put("looks", dossier.looks().stream().map(this::past).toList());
        tree.put(
                "notices",
                dossier.notices().entrySet().stream()
                        .map(notice -> notice(notice.getKey(), notice.getValue()))
                        .toList());
        return tree;
    }

    private static Map<String, Object> controller(Controller controller) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("name", controller.name());
        tree.put("address", controller.address());
        tree.put("email", controller.email());
        tree.put("phone", controller.phone());
        tree.put("url", controller.url());
        return tree;
    }

    /// A kind's name in the API, or its own where it has none there.
    String name(KindId kind) {
        return dossier.policy().kind(kind).flatMap(RecordKind::path).orElse(kind.value());
    }

    private Map<String, Object> entry(Records.Entry entry) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("id", entry.id().value());
        tree.put("version", entry.version());
        tree.put("day", entry.day().toString());
        tree.put("fields", FieldForms.showAll(dossier.policy(), entry.fields()));
        return tree;
    }

    private Map<String, Object> consents() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put(
                "states",
                dossier.book().states().entrySet().stream()
                        .map(state -> state(state.getKey(), state.getValue()))
                        .toList());
        var objections = new LinkedHashMap<String, Object>();
        dossier.book()
                .objections()
                .forEach((purpose, since) -> objections.put(purpose.value(), since.toString()));
        tree.put("objections", objections);
        put(tree, "restricted_since", dossier.book().restrictedSince());
        return tree;
    }

    private Map<String, Object> state(ConsentKey key, ConsentState recorded) {
        ConsentState state = recorded.asOf(dossier.head().at());
        var tree = new LinkedHashMap<String, Object>();
        tree.put("purpose", key.purpose().value());
        tree.put("channel", key.channel().value());
        tree.put("state", state.code());
        BookActs.grant(state).ifPresent(yes -> grant(tree, yes));
        state.ending().ifPresent(end -> ending(tree, end));
        return tree;
    }

    private static void grant(SequencedMap<String, Object> tree, Grant yes) {
        tree.put("since", yes.since().toString());
        put(tree, "until", yes.until());
        tree.put("method", yes.method());
        tree.put("source", yes.source());
        put(tree, "address", yes.address());
        tree.put("language", yes.language().value());
        tree.put("notice", hex(yes.notice()));
    }

    private static void ending(SequencedMap<String, Object> tree, Ending end) {
        tree.put("since", end.since().toString());
        tree.put("method", end.method());
        tree.put("source", end.source());
    }

    private Map<String, Object> past(Dossier.Past past) {
        Subject.Part part = past.part();
        var tree = new LinkedHashMap<String, Object>();
        tree.put("leaf", past.leaf());
        tree.put("at", past.recorded().toString());
        tree.put("act", past.act().type().word());
        put(tree, "purpose", past.act().purpose().map(purpose -> purpose.value()));
        put(tree, "channel", past.act().channel().map(channel -> channel.value()));
        put(tree, "notice", past.act().notice().map(DossierJson::hex));
        tree.put("by", past.role());
        if (!part.fields().isEmpty()) {
            tree.put("fields", fields(part.fields()));
        }
        put(tree, "address", part.address());
        put(tree, "method", part.method());
        put(tree, "source", part.source());
        put(tree, "state", part.state());
        put(tree, "language", part.language());
        put(tree, "occurred", part.occurred());
        put(tree, "form", part.form());
        put(tree, "evidence", part.evidence());
        return tree;
    }

    List<String> fields(List<Integer> numbers) {
        return numbers.stream()
                .flatMap(number -> dossier.policy().field(number).stream())
                .map(Field::id)
                .map(id -> id.value())
                .toList();
    }

    private static Map<String, Object> notice(NoticeDigest digest, Policies.Shown shown) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("sha256", hex(digest));
        tree.put("language", shown.language().value());
        tree.put("policy_version", shown.version());
        tree.put("text", shown.text());
        return tree;
    }

    /// A notice's digest as its address on the web has it.
    static String hex(NoticeDigest digest) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(digest.base64()));
    }

    private static void put(SequencedMap<String, Object> tree, String name, Optional<?> value) {
        value.ifPresent(known -> tree.put(name, known.toString()));
    }
}
