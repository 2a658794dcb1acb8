package custos.vault.records;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.policy.RewardProgramme;
import custos.policy.RewardProgramme.Prize;
import custos.policy.SourceId;
import custos.store.ReadSession;
import custos.vault.core.Core;
import custos.vault.core.Repeat;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Refusal;
import custos.vault.rows.Totals;
import custos.vault.writer.Disclosures;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The reward programme at the counter: what somebody has collected, and what she takes for it.
/// Every movement is a record; the balance follows them in the same write, and no movement takes
/// more than there is.
public final class Rewards {
    /// The most that one movement adds.
    public static final long MOST = 10_000;

    private final Core core;
    private final Disclosures disclosures;
    private final Records records;

    Rewards(Core core, Disclosures disclosures, Records records) {
        this.core = core;
        this.disclosures = disclosures;
        this.records = records;
    }

    /// What somebody has.
    ///
    /// @param count how many stamps or points
    public record Balance(RewardProgramme programme, long count) {
        /// How many are missing for a prize; 0 when it can be redeemed.
        public long missing(Prize prize) {
            return Math.max(0, prize.cost() - count);
        }

        @Override
        public String toString() {
            return "Balance[redacted]";
        }
    }

    /// Her balance; the look is noted for the purpose that the movements serve. Empty where the
    /// policy has no programme.
    public Optional<Balance> balance(CustomerId id, Actor actor) {
        Policy policy = core.policies().current();
        if (policy.rewards().isEmpty()) {
            return Optional.empty();
        }
        RewardProgramme programme = policy.rewards().get();
        RecordKind movement = Kinds.of(policy, Totals.REWARD_MOVEMENT);
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, core.number(id))) {
            long count = Totals.of(file, policy).rewards().getOrDefault(programme.unit(), 0L);
            disclosures.noteRecords(actor, List.of(movement), file, core.schema().evidenceClass());
            return Optional.of(new Balance(programme, count));
        }
    }

    /// Adds what she has earned; durable on return.
    ///
    /// @param count 1 to [#MOST]
    /// @param reason what for, in a few words
    public Records.Recorded collect(
            CustomerId id,
            long count,
            Optional<FieldValue> reason,
            SourceId source,
            Actor actor,
            Optional<Repeat> repeat) {
        if (count < 1 || count > MOST) {
            throw new Refusal.BadField("movement", "from 1 to " + MOST + " are added at once");
        }
        return move(id, programme().unit(), count, reason, source, actor, repeat);
    }

    /// Gives her a prize for what she has collected; durable on return.
    ///
    /// @throws Refusal.Conflict with the code `balance` when she has not so many
    public Records.Recorded redeem(
            CustomerId id, String prize, SourceId source, Actor actor, Optional<Repeat> repeat) {
        RewardProgramme programme = programme();
        Prize wanted =
                programme
                        .prize(prize)
                        .orElseThrow(() ->
                                new Refusal.BadField("prize", "the policy has no such prize"));
        return move(
                id,
                programme.unit(),
                -wanted.cost(),
                Optional.of(new FieldValue.Text(wanted.id())),
                source,
                actor,
                repeat);
    }

    private RewardProgramme programme() {
        return core.policies()
                .current()
                .rewards()
                .orElseThrow(() -> new Refusal.NotFound("reward programme"));
    }

    private Records.Recorded move(
            CustomerId id,
            String unit,
            long count,
            Optional<FieldValue> reason,
            SourceId source,
            Actor actor,
            Optional<Repeat> repeat) {
        Map<FieldId, FieldValue> fields = new LinkedHashMap<>();
        fields.put(new FieldId("movement"), new FieldValue.Whole(count));
        fields.put(new FieldId("unit"), new FieldValue.Text(unit));
        fields.put(new FieldId("moved_on"), new FieldValue.Day(LocalDate.ofEpochDay(core.today())));
        reason.ifPresent(why -> fields.put(new FieldId("movement_reason"), why));
        return records.add(id, Totals.REWARD_MOVEMENT, fields, source, actor, repeat);
    }
}
