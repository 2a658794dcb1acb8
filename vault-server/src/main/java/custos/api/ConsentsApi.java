package custos.api;

import custos.access.Permission;
import custos.consent.ConsentState;
import custos.consent.Ending;
import custos.consent.Grant;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.Vault;
import custos.vault.backups.Mirror;
import custos.vault.consents.ConsentAnswer;
import custos.vault.consents.Consents;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// `/customers/{customer}/consents` and what follows from them: stop everything, and whether one
/// may write. Addresses and evidence are not shown here: they are in the customer's export.
final class ConsentsApi {
    private static final String CONSENTS = CustomersApi.ONE + "/consents";

    private final Consents consents;
    private final Mirror mirror;
    private final ConsentJson form;

    ConsentsApi(Vault vault, CitedNotice cited) {
        this.consents = vault.consents();
        this.mirror = vault.mirror();
        this.form = new ConsentJson(cited);
    }

    void addTo(Routes routes) {
        routes.get("/may-contact", this::mayContact, "customer", "purpose", "channel")
                .get(CONSENTS, this::history)
                .put(CONSENTS + "/{purpose}/{channel}", this::record)
                .post(CustomersApi.ONE + "/stop", this::stop);
    }

    private void mayContact(Call call) throws IOException {
        call.allow(Permission.READ_CONSENTS);
        CustomerId id = call.requireQuery("customer", CustomerId::new);
        PurposeId purpose = call.requireQuery("purpose", PurposeId::new);
        ChannelId channel = call.requireQuery("channel", ChannelId::new);
        Consents.MayContact may = consents.mayContact(id, purpose, channel);
        call.answer()
                .json(
                        200,
                        json -> {
                            json.writeBooleanProperty("allowed", may.allowed());
                            json.writeStringProperty("why", may.why());
                        });
    }

    private void record(Call call) throws IOException {
        Actor actor = call.allow(Permission.RECORD_CONSENT);
        CustomerId id = call.customer();
        PurposeId purpose = call.path("purpose", PurposeId::new);
        ChannelId channel = call.path("channel", ChannelId::new);
        Members body = call.body();
        SourceId source = FieldJson.source(body);
        ConsentAnswer said = form.read(body, purpose, channel, true);
        answered(call, consents.record(id, List.of(said), source, actor), !said.yes());
    }

    private void stop(Call call) throws IOException {
        Actor actor = call.allow(Permission.RECORD_CONSENT);
        CustomerId id = call.customer();
        Members body = call.maybeBody();
        SourceId source = FieldJson.source(body);
        ConsentAnswer.How how = ConsentJson.how(body);
        body.requireNoOthers();
        answered(call, consents.stopEverything(id, how, source, actor), true);
    }

    private void answered(Call call, Consents.Answered done, boolean no) throws IOException {
        Optional<Boolean> mirrored = no ? mirror.holds(done.leaf()) : Optional.empty();
        call.answer()
                .json(
                        200,
                        json -> {
                            states(json, done.states());
                            if (done.leaf() >= 0) {
                                json.writeNumberProperty("leaf", done.leaf());
                            }
                            JsonText.texts(json, "unchanged", done.unchanged());
                            JsonText.mirrored(json, mirrored);
                        });
    }

    private void history(Call call) throws IOException {
        call.allow(Permission.READ_CONSENTS);
        Consents.History known = consents.history(call.customer());
        call.answer()
                .json(
                        200,
                        json -> {
                            states(json, known.states());
                            JsonText.texts(
                                    json,
                                    "objections",
                                    known.objections().stream().map(PurposeId::value).toList());
                            json.writeBooleanProperty("restricted", known.restricted());
                            JsonText.items(
                                    json, "history", known.history(), past -> past(json, past));
                        });
    }

    private static void states(JsonGenerator json, List<Consents.Standing> states) {
        JsonText.items(
                json,
                "states",
                states,
                standing -> {
                    json.writeStringProperty("purpose", standing.purpose().value());
                    json.writeStringProperty("channel", standing.channel().value());
                    json.writeStringProperty("state", standing.state().code());
                    state(json, standing.state());
                });
    }

    private static void state(JsonGenerator json, ConsentState state) {
        switch (state) {
            case ConsentState.Unknown _ -> {
                // There is nothing more to say.
            }
            case ConsentState.Requested(Grant asked, _) -> grant(json, asked);
            case ConsentState.Given(Grant yes) -> grant(json, yes);
            case ConsentState.Renewed(Grant yes) -> grant(json, yes);
            case ConsentState.Refused(Ending no) -> ending(json, no);
            case ConsentState.Withdrawn(Ending no) -> ending(json, no);
            case ConsentState.Revoked(Ending end) -> ending(json, end);
            case ConsentState.Expired(Ending end) -> ending(json, end);
            case ConsentState.Invalidated(Ending end) -> ending(json, end);
        }
    }

    private static void grant(JsonGenerator json, Grant yes) {
        json.writeStringProperty("since", yes.since().toString());
        JsonText.maybe(json, "until", yes.until().map(Instant::toString));
        json.writeStringProperty("method", yes.method());
        json.writeStringProperty("source", yes.source());
        json.writeStringProperty("language", yes.language().value());
        json.writeStringProperty("notice", CitedNotice.hex(yes.notice()));
    }

    private static void ending(JsonGenerator json, Ending end) {
        json.writeStringProperty("since", end.since().toString());
        json.writeStringProperty("method", end.method());
        json.writeStringProperty("source", end.source());
    }

    private static void past(JsonGenerator json, Consents.Past past) {
        json.writeStringProperty("type", past.act().type().word());
        JsonText.maybe(json, "purpose", past.act().purpose().map(PurposeId::value));
        JsonText.maybe(json, "channel", past.act().channel().map(ChannelId::value));
        JsonText.maybe(json, "notice", past.act().notice().map(CitedNotice::hex));
        JsonText.maybe(json, "language", past.part().language());
        JsonText.maybe(json, "method", past.part().method());
        JsonText.maybe(json, "source", past.part().source());
        JsonText.maybe(json, "form", past.part().form());
        JsonText.maybe(json, "occurredAt", past.part().occurred().map(Instant::toString));
        json.writeStringProperty("recordedAt", past.recorded().toString());
        json.writeNumberProperty("leaf", past.leaf());
    }
}
