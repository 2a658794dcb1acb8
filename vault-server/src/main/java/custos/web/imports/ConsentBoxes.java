package custos.web.imports;

import custos.policy.Channel;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.NoticeDigest;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.sheet.ColumnMap;
import custos.sheet.ColumnMap.Column;
import custos.sheet.ColumnRole;
import custos.sheet.ConsentRule;
import custos.web.Choice;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a yes in one column agrees to, as it is asked on the page. Nothing is chosen beforehand:
/// without a purpose the column means nothing, and without a proof no yes counts.
///
/// @param about which column it is, and its rule so far
/// @param days the columns that hold days
/// @param day the one that holds the day of this answer; empty for none
/// @param proof what stands behind every yes, in a person's words
public record ConsentBoxes(
        About about,
        List<Choice> days,
        String day,
        List<Choice> purposes,
        List<String> chosenPurposes,
        List<Choice> channels,
        List<String> chosenChannels,
        String proof,
        List<Choice> languages,
        String language) {
    private static final MethodId IMPORT = new MethodId("import");
    private static final int MAX_PROOF = 200;

    /// What is asked about.
    ///
    /// @param index among all that are asked
    /// @param rule as it was
    record About(int index, String column, Optional<ConsentRule> rule) {}

    public String column() {
        return about.column();
    }

    /// Whether the rule names the words that were shown.
    public boolean isNoticeNamed() {
        return about.rule()
                .flatMap(ConsentRule::proof)
                .flatMap(ConsentRule.Proof::notice)
                .isPresent();
    }

    /// A box's id.
    public String id(String box) {
        return box + "-" + about.index();
    }

    /// As an earlier import had it.
    static ConsentBoxes known(Visit visit, ColumnMap map, About about) {
        Optional<ConsentRule> rule = about.rule();
        List<String> days = days(map);
        return of(
                visit,
                map,
                about,
                rule.flatMap(ConsentRule::dateColumn)
                        .orElse(rule.isEmpty() && days.size() == 1 ? days.getFirst() : ""),
                rule.map(known -> known.purposes().stream().map(PurposeId::value).toList())
                        .orElse(List.of()),
                rule.map(known -> known.channels().stream().map(ChannelId::value).toList())
                        .orElse(List.of()),
                rule.flatMap(ConsentRule::proof).map(ConsentRule.Proof::name).orElse(""),
                rule.flatMap(ConsentRule::proof)
                        .map(proof -> proof.language().value())
                        .orElse(visit.policyLanguage().value()));
    }

    /// As it was typed just now.
    static ConsentBoxes typed(Visit visit, ColumnMap map, About about, Form form) {
        int index = about.index();
        return of(
                visit,
                map,
                about,
                form.text("day-" + index),
                form.all("purpose-" + index),
                form.all("channel-" + index),
                form.text("proof-" + index),
                form.text("language-" + index));
    }

    private static ConsentBoxes of(
            Visit visit,
            ColumnMap map,
            About about,
            String day,
            List<String> purposes,
            List<String> channels,
            String proof,
            String language) {
        Policy policy = visit.policyWords().policy();
        return new ConsentBoxes(
                about,
                days(map).stream().map(name -> new Choice(name, name)).toList(),
                day,
                RulesPage.purposes(policy).stream()
                        .map(Purpose::id)
                        .map(id -> new Choice(id.value(), visit.policyWords().purpose(id.value())))
                        .toList(),
                purposes,
                RulesPage.channels(policy).stream()
                        .map(Channel::id)
                        .map(id -> new Choice(id.value(), visit.policyWords().channel(id.value())))
                        .toList(),
                channels,
                proof,
                policy.languages().stream()
                        .map(Language::value)
                        .map(code ->
                                new Choice(code, visit.words().text("common.language." + code)))
                        .toList(),
                language);
    }

    private static List<String> days(ColumnMap map) {
        return Stream.concat(
                        map.columns().stream()
                                .filter(column -> column.role() == ColumnRole.CONSENT_DATE)
                                .map(Column::header),
                        map.consents().stream().flatMap(rule -> rule.dateColumn().stream()))
                .distinct()
                .toList();
    }

    /// The rule; none when no purpose was chosen. What the page does not ask stays as it was.
    Optional<ConsentRule> rule(Visit visit, Mistakes mistakes) {
        Policy policy = visit.policyWords().policy();
        List<Purpose> wanted =
                RulesPage.purposes(policy).stream()
                        .filter(purpose -> chosenPurposes.contains(purpose.id().value()))
                        .toList();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        List<ChannelId> by = channels(visit, policy, wanted, mistakes);
        Optional<ConsentRule.Proof> proven = proof(visit, policy, mistakes);
        Optional<String> on =
                Optional.of(day)
                        .filter(name ->
                                days.stream().anyMatch(known -> known.value().equals(name)));
        if (!mistakes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ConsentRule(
                        column(),
                        on,
                        wanted.stream().map(Purpose::id).toList(),
                        by,
                        about.rule().map(ConsentRule::method).orElse(IMPORT),
                        proven,
                        about.rule().map(ConsentRule::givenWords).orElse(Set.of()),
                        about.rule().map(ConsentRule::refusedWords).orElse(Set.of())));
    }

    /// Each purpose must be followed by each channel: what the policy does not do cannot be agreed
    /// to.
    private List<ChannelId> channels(
            Visit visit, Policy policy, List<Purpose> wanted, Mistakes mistakes) {
        var by = new ArrayList<ChannelId>();
        for (Channel channel : RulesPage.channels(policy)) {
            if (chosenChannels.contains(channel.id().value())) {
                by.add(channel.id());
            }
        }
        if (by.isEmpty()) {
            mistakes.add(id("channel"), visit.words().text("imports.mistake.channel"));
        }
        for (Purpose purpose : wanted) {
            for (ChannelId channel : by) {
                if (!purpose.channels().contains(channel)) {
                    mistakes.add(
                            id("channel"),
                            visit.words()
                                    .text(
                                            "imports.mistake.not-by",
                                            java.util.Map.of(
                                                    "purpose",
                                                    visit.policyWords()
                                                            .purpose(purpose.id().value()),
                                                    "channel",
                                                    visit.policyWords().channel(channel.value()))));
                }
            }
        }
        return by;
    }

    /// The notice that the rule named; it is of one language.
    private Optional<NoticeDigest> notice(Language spoken) {
        return about.rule()
                .flatMap(ConsentRule::proof)
                .filter(before -> before.language().equals(spoken))
                .flatMap(ConsentRule.Proof::notice);
    }

    private Optional<ConsentRule.Proof> proof(Visit visit, Policy policy, Mistakes mistakes) {
        if (proof.isEmpty()) {
            return Optional.empty();
        }
        Optional<Language> spoken =
                policy.languages().stream().filter(one -> one.value().equals(language)).findFirst();
        if (spoken.isEmpty()) {
            mistakes.add(id("language"), visit.words().text("imports.mistake.language"));
            return Optional.empty();
        }
        if (proof.length() > MAX_PROOF) {
            mistakes.add(id("proof"), visit.words().text("imports.mistake.proof"));
            return Optional.empty();
        }
        return Optional.of(new ConsentRule.Proof(proof, spoken.get(), notice(spoken.get())));
    }
}
