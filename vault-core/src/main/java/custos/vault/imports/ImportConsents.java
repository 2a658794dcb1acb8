package custos.vault.imports;

import custos.policy.ChannelId;
import custos.policy.PurposeId;
import custos.sheet.ConsentAnswer;
import custos.sheet.ConsentRule;
import custos.sheet.ConsentVerdict;
import custos.sheet.ImportedPerson;
import custos.vault.consents.ConsentChange;
import custos.vault.core.Policies;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// What a sheet says of consents, put to the table of consents.
final class ImportConsents {
    private ImportConsents() {}

    /// Only what the table of consents lets an import do; what it refuses stays as it is.
    static void apply(Policies policies, ImportedPerson person, ConsentChange change) {
        for (ConsentAnswer said : person.consents()) {
            for (PurposeId purpose : said.rule().purposes()) {
                for (ChannelId channel : said.rule().channels()) {
                    apply(policies, said, purpose, channel, change);
                }
            }
        }
    }

    private static void apply(
            Policies policies,
            ConsentAnswer said,
            PurposeId purpose,
            ChannelId channel,
            ConsentChange change) {
        switch (said.verdict()) {
            case ConsentVerdict.Given(LocalDate on) ->
                    change.tryApply(
                            answer(policies, said.rule(), purpose, channel, true, Optional.of(on)));
            case ConsentVerdict.Refused(Optional<LocalDate> on) ->
                    change.tryApply(answer(policies, said.rule(), purpose, channel, false, on));
            case ConsentVerdict.Unknown(var why) -> change.unknown(purpose, channel, why.name());
        }
    }

    private static custos.vault.consents.ConsentAnswer answer(
            Policies policies,
            ConsentRule rule,
            PurposeId purpose,
            ChannelId channel,
            boolean yes,
            Optional<LocalDate> on) {
        Optional<ConsentRule.Proof> proof = rule.proof();
        return new custos.vault.consents.ConsentAnswer(
                purpose,
                channel,
                yes,
                rule.method(),
                proof.map(ConsentRule.Proof::language),
                proof.flatMap(
                        named -> named.notice().or(() -> policies.noticeInForce(named.language()))),
                on.map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()),
                Optional.empty(),
                proof.map(ConsentRule.Proof::name));
    }
}
