package custos.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyLoaderTest {
    private static final TestPolicy SHIPPED = TestPolicy.shipped();

    private static List<String> problems(TestPolicy policy) {
        var refused =
                catchThrowableOfType(
                        PolicyFault.Invalid.class, () -> PolicyLoader.wordsNeeded(policy.alone()));
        assertThat(refused).as("the policy is refused").isNotNull();
        return refused.problems().stream().map(Problem::toString).toList();
    }

    private static List<String> problems(PolicyFiles files) {
        var refused =
                catchThrowableOfType(PolicyFault.Invalid.class, () -> PolicyLoader.load(files));
        assertThat(refused).as("the policy is refused").isNotNull();
        return refused.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void the_shipped_policy_loads() {
        Policy policy = PolicyLoader.load(PolicyFiles.shipped());

        assertThat(policy.version()).isEqualTo(1);
        assertThat(policy.languages())
                .extracting(Language::value)
                .containsExactly("en", "ms", "cs");
    }

    /// What stands before, what it becomes, the key path of the problem, and what the problem says.
    @ParameterizedTest(name = "{2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    'sms:   {number: 2, address: phone}' | 'sms:   {number: 2, adress: phone}' | channels.sms.adress | unknown key; did you mean address?
                    'reviewed: "2026-01-15"' | 'reviewed: "soon"' | processing_record.reviewed | must be a day in quotes, such as "2026-01-31"
                    'impact_assessments: {profiling:' | 'impact_assessments: {profilling:' | processing_record.impact_assessments.profilling | unknown purpose; did you mean profiling?
                    'processing_record:\\n' | 'processing_record:\\n  special_categories: [religion]\\n' | processing_record.special_categories | there is no field 'religion'
                    'ledger:\\n' | 'ledgers:\\n' | ledgers | unknown key; did you mean ledger?
                    'phone: {number: 3, address: phone}' | 'sms: {number: 3, address: phone}' | channels.sms | this key stands twice
                    'post:  {number: 4, address: address}' | 'post:  {number: 4, address: adress}' | channels.post.address | there is no field 'adress'; did you mean address?
                    'web:   {number: 5}' | 'web:   {number: 4}' | channels.web.number | the number 4 is already that of post
                    'web:   {number: 5}' | 'web:   {number: 0}' | channels.web.number | must be a whole number from 1 to 65535
                    'web:   {number: 5}' | 'web:   {number: 65536}' | channels.web.number | must be a whole number from 1 to 65535
                    'web:   {number: 5}' | 'web:   {number: "5"}' | channels.web.number | must be a whole number from 1 to 65535
                    'web:   {number: 5}' | 'web:   {}' | channels.web.number | is missing
                    'web:   {number: 5}' | 'web:   5' | channels.web | must be a mapping of keys to values
                    'confirmable: true}' | 'confirmable: yes}' | channels.email.confirmable | must be true or false
                    'fax:              {number: 17, ' | 'fax:              {number: 16, ' | fields.fax.number | the number 16 is already that of social_handles
                    'profile:           {number: 2, ' | 'profile:           {number: 1, ' | kinds.profile.number | the number 1 is already that of contact
                    'profile:        {number: 2,  ' | 'profile:        {number: 1,  ' | classes.profile.number | the number 1 is already that of contact
                    'warranty:          {number: 2, ' | 'warranty:          {number: 1, ' | purposes.warranty.number | the number 1 is already that of service
                    'job_title:        {number: 8,  class: contact' | 'job_title:        {number: 8,  class: contacts' | fields.job_title.class | there is no class 'contacts'; did you mean contact?
                    'profession:       {number: 42, class: profile' | 'profession:       {number: 42, class: contact' | kinds.profile.fields | the field profession is of another class: contact
                    'total:            {number: 83, class: purchases, type: decimal' | 'total:            {number: 83, class: purchases, type: text' | fields.total.type | the form decimal is of the type decimal
                    'form: income-band' | 'form: incomeband' | fields.income_band.form | 'incomeband' is none of
                    'max: 254, mask: email' | 'max: 255, mask: email' | fields.email.max | must be a whole number from 1 to 254
                    'mask: last-three' | 'mask: email' | fields.phone.mask | does not fit the form
                    'min: 0, max: 30,' | 'min: 31, max: 30,' | fields.children.min | is above max
                    'form: url, mask: hidden, dpv: pd:BrowsingReferral' | 'form: url, indexed: true, mask: hidden, dpv: pd:BrowsingReferral' | fields.referrer.indexed | only email, phone and reference are indexed
                    'day: moved_on' | 'day: movement' | kinds.reward-movement.day | must be a field of the type date
                    'required: [item]' | 'required: [rank]' | kinds.wish.required | there is no field of this kind 'rank'
                    'path: wish-list' | 'path: visits' | kinds.visit.path | is already the path of wish
                    'needs: site-analytics' | 'needs: tax' | kinds.visit.needs | this purpose asks for no consent
                    'fields: [consent_book]' | 'fields: []' | kinds.consent-state | the vault needs the field consent_book in it
                    'consent-state:     {number: 3, class: evidence, once: true, ' | 'consent-state:     {number: 3, class: evidence, ' | kinds.consent-state | the vault needs this kind with once: true
                    'request:           {number: 26' | 'requests:           {number: 26' | kinds.request | the vault needs this kind
                    'unit: stamps' | 'unit: beans' | rewards.unit | must be one of the choices of fields.unit
                    'amount: "5.00"' | 'amount: "a lot"' | rewards.value.amount | must be an amount
                    'amount: "5.00", currency: CZK' | 'amount: "5.00", currency: KC' | rewards.value.currency | must be a currency
                    'free-drink: 10' | 'free-drink: 0' | rewards.prizes.free-drink | must be a whole number from 1 to 1000000
                    '  unit: stamps' | '  units: stamps' | rewards.unit | is missing
                    'path: warranties, serves: warranty,' | 'path: warranties, serves: newsletter,' | kinds.warranty.serves | this purpose does not cover the class
                    'path: warranties, serves: warranty,' | 'path: warranties, serves: waranty,' | kinds.warranty.serves | there is no purpose
                    'social_handles, fax]}' | 'social_handles]}' | fields.fax | no kind of record has this field
                    'communications: {number: 4,  at_erasure: shred, retention: {period: P2Y' | 'communications: {number: 4,  at_erasure: shred, retention: {period: 2Y' | classes.communications.retention.period | must be a period of one day to a hundred years
                    'period: P6M' | 'period: P0M' | classes.behaviour.retention.period | must be a period of one day to a hundred years
                    'period: P6M' | 'period: P101Y' | classes.behaviour.retention.period | must be a period of one day to a hundred years
                    'period: P3Y, from: recorded, ground: legal-claims' | 'period: P3Y, from: recorded' | classes.requests.retention | what is kept at an erasure needs a ground
                    'at_erasure: evidence' | 'at_erasure: proof' | classes.evidence.at_erasure | 'proof' is none of shred, keep, evidence
                    'period: P10Y, from: recorded' | 'period: P10Y, from: record' | classes.tax.retention.from | 'record' is none of last-activity, recorded, consent-end
                    'by_regime: {gdpr-cz: P10Y' | 'by_regime: {gdpr-sk: P10Y' | classes.tax.retention.by_regime.gdpr-sk | unknown regime; did you mean gdpr-cz?
                    'newsletter:        {number: 11, parent: marketing' | 'newsletter:        {number: 11, parent: marketting' | purposes.newsletter.parent | there is no purpose 'marketting'; did you mean marketing?
                    'marketing:         {number: 10, ' | 'marketing:         {number: 10, parent: newsletter, ' | purposes.marketing.parent | the purposes go round in a circle
                    'dpv: dpv:ServiceUsageAnalytics, channels: [web]' | 'dpv: dpv:ServiceUsageAnalytics, channels: [webb]' | purposes.site-analytics.channels | there is no channel 'webb'; did you mean web?
                    'dpv: dpv:ServiceUsageAnalytics, channels: [web]' | 'dpv: dpv:ServiceUsageAnalytics, channels: [web, web]' | purposes.site-analytics.channels | 'web' stands twice
                    'dpv: dpv:ServiceUsageAnalytics, channels: [web]' | 'dpv: dpv:ServiceUsageAnalytics, channels: web' | purposes.site-analytics.channels | must be a list in [ ]
                    '{number: 4, basis: {gdpr-cz: legitimate-interest, pdpa-my: contract,' | '{number: 4, basis: {gdpr-cz: legitimate-interest,' | purposes.payment-follow-up.basis.pdpa-my | is missing
                    'basis: {gdpr-cz: legal-obligation, pdpa-my: legal-obligation, ccpa: legal-obligation}, dpv: dpv:LegalCompliance' | 'basis: {gdpr-cz: obligation, pdpa-my: legal-obligation, ccpa: legal-obligation}, dpv: dpv:LegalCompliance' | purposes.tax.basis.gdpr-cz | 'obligation' is none of
                    'validity: P1Y' | 'validity: 1' | purposes.site-analytics.validity | must be a period of one day to a hundred years
                    'warranty-card: {purposes: [warranty]}' | 'warranty-card: {purposes: [guarantee]}' | sources.warranty-card.purposes | there is no purpose 'guarantee'
                    'gpc: {voice: assertion}' | 'gpc: {voice: himself}' | methods.gpc.voice | 'himself' is none of herself, signed-form, assertion, import
                    '  public-form: {voice: assertion}\\n' | '' | purposes.marketing.confirm.mailed-link | there is no method 'public-form'
                    '  confirmed-link: {voice: herself}\\n' | '' | methods.confirmed-link | the vault needs this method with voice: herself
                    'unsubscribe-link: {voice: assertion}' | 'unsubscribe-link: {voice: import}' | methods.unsubscribe-link | the vault needs this method with voice: assertion
                    '  after_erasure: destroy' | '  {}' | evidence.after_erasure | is missing
                    'after_erasure: destroy' | 'after_erasure: forget' | evidence.after_erasure | 'forget' is none of destroy
                    'after_erasure: destroy' | 'after_erasure: {keep: {period: P3Y}}' | evidence.after_erasure.keep.ground | is missing
                    '  name: Sample Shop s.r.o.\\n' | '' | controller.name | is missing
                    'name: Sample Shop s.r.o.' | 'name: ""' | controller.name | must be 1 to 4000 characters
                    'email: privacy@shop.example.org' | 'email: privacy' | controller.email | must be an e-mail address
                    'registration: "00000000"' | 'registration: 12345678' | controller.registration | must be a text: put it in quotes
                    'dpo: {name: Sample Privacy Officer, ' | 'dpo: {' | controller.dpo.name | is missing
                    'name: Sample Shop s.r.o.' | 'name: "Sample\\tShop"' | controller.name | must be one line without control characters
                    'default_country: CZ' | 'default_country: CS' | default_country | must be a country of ISO 3166 in two capital letters
                    'languages: [en, ms, cs]\\n' | 'languages: [en, cs]\\n' | languages | the regime pdpa-my needs both ms and en
                    'gpc: honoured' | 'gpc: ignored' | cookies.gpc | the regime ccpa needs honoured
                    '  ccpa: {name: "California Privacy Protection Agency", url: https://cppa.ca.gov}\\n' | '' | authorities.ccpa | is missing
                    'classes: [tax, purchases], countries: [CZ]' | 'classes: [tax, purchases], countries: [MY]' | transfers.outside_eea | a recipient takes data out of the area
                    'auditor: hidden' | 'auditor: clear' | masks.auditor | there is no mask 'clear'
                    '  operator: field\\n' | '' | masks.operator | is missing
                    'version: 1' | 'version: 0' | version | must be a whole number from 1 to 2147483647
                    """)
    void a_policy_that_breaks_a_rule_is_refused_with_its_line_and_key(
            String before, String after, String path, String what) {
        String old = unquoted(before);
        TestPolicy changed = SHIPPED.with(old, unquoted(after));

        assertThat(problems(changed))
                .anySatisfy(problem ->
                        assertThat(problem)
                                .startsWith("policy.yaml:")
                                .contains(": " + path + ": " + what));
    }

    private static String unquoted(String cell) {
        return cell.strip().replaceAll("^'|'$", "").replace("\\n", "\n");
    }

    @Test
    void a_problem_names_the_line_of_its_key() {
        TestPolicy changed = SHIPPED.with("sms:   {number: 2, address: phone}", "sms: {number: x}");
        int line = changed.lineOf("sms: {number: x}");

        assertThat(problems(changed))
                .containsExactly(
                        "policy.yaml:"
                                + line
                                + ": channels.sms.number: must be a whole number from 1 to 65535");
    }

    @Test
    void a_broken_entry_is_one_problem_and_not_another_wherever_it_is_named() {
        assertThat(
                        problems(
                                SHIPPED.with(
                                        "email: {number: 1, address: email",
                                        "email: {number: 1, address: mail")))
                .hasSize(1);
    }

    @Test
    void several_problems_are_told_at_once_in_the_order_of_the_file() {
        TestPolicy changed =
                SHIPPED.with("default_country: CZ", "default_country: czech")
                        .with("validity: P1Y", "validity: never");

        assertThat(problems(changed)).hasSize(2).first().asString().contains("default_country");
    }

    @Test
    void reading_stops_at_fifty_problems() {
        assertThat(problems(TestPolicy.shipped().without("classes"))).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource({
        "&here CZ, anchors and aliases are not read",
        "&here [CZ], anchors and aliases are not read",
        "&here {a: b}, anchors and aliases are not read",
        "*here, anchors and aliases are not read",
        "!!str CZ, tags are not read",
        "!!binary Q1o=, tags are not read",
        "!mine {a: b}, tags are not read"
    })
    void anchors_aliases_and_tags_are_refused(String value, String what) {
        assertThat(problems(SHIPPED.with("default_country: CZ", "default_country: " + value)))
                .containsExactly("policy.yaml:" + SHIPPED.lineOf("default_country") + ": " + what);
        assertThat(problems(SHIPPED.with("default_country: CZ", "? &here default_country\n: CZ")))
                .singleElement()
                .asString()
                .endsWith("anchors and aliases are not read");
    }

    @Test
    void what_is_no_yaml_is_refused_with_its_line() {
        assertThat(problems(SHIPPED.with("default_country: CZ", "default_country: [CZ")))
                .singleElement()
                .asString()
                .contains("this is not YAML");
    }

    @Test
    void a_second_document_is_refused() {
        assertThat(problems(SHIPPED.with("default_country: CZ", "default_country: CZ\n---")))
                .singleElement()
                .asString()
                .endsWith("a file holds one document");
    }

    @Test
    void a_file_over_256_kib_is_refused() {
        var refused =
                catchThrowableOfType(
                        PolicyFault.Invalid.class,
                        () -> PolicyFiles.of(Map.of("policy.yaml", "#".repeat(256 * 1024 + 1))));

        assertThat(refused.problems().getFirst())
                .hasToString("policy.yaml:1: the file is larger than 256 KiB");
    }

    @Test
    void an_evidence_that_is_kept_has_its_period_and_ground() {
        Policy policy =
                SHIPPED.with(
                                "after_erasure: destroy",
                                "after_erasure: {keep: {period: P3Y, ground: legal-claims}}")
                        .load();

        assertThat(policy.afterErasure())
                .isEqualTo(new AfterErasure.Keep(java.time.Period.ofYears(3), "legal-claims"));
    }

    @Test
    void a_missing_word_is_refused_with_its_file_and_key() {
        var texts = texts(SHIPPED.files());
        texts.computeIfPresent(
                "words-cs.yaml",
                (_, text) -> text.replaceFirst("  newsletter: \"purposes of newsletter\"\n", ""));

        assertThat(problems(PolicyFiles.of(texts)))
                .singleElement()
                .asString()
                .startsWith("words-cs.yaml:")
                .endsWith(": purposes.newsletter: this word is missing");
    }

    @Test
    void an_unknown_word_is_refused() {
        var texts = texts(SHIPPED.files());
        texts.computeIfPresent(
                "words-en.yaml",
                (_, text) -> text.replaceFirst("purposes:\n", "purposes:\n  newletter: \"x\"\n"));

        assertThat(problems(PolicyFiles.of(texts)))
                .singleElement()
                .asString()
                .endsWith(
                        ": purposes.newletter: the policy needs no such word; did you mean"
                                + " newsletter?");
    }

    @Test
    void a_word_without_its_placeholder_is_refused() {
        assertThat(problems(SHIPPED.files(Map.of("notice.changes", "Version {version} of {day}"))))
                .hasSize(6)
                .anySatisfy(one -> assertThat(one).endsWith("must have the placeholder {date}"))
                .anySatisfy(one -> assertThat(one).endsWith("has no placeholder {day}"));
    }

    @Test
    void a_language_without_its_words_is_refused() {
        var texts = texts(SHIPPED.files());
        texts.remove("words-ms.yaml");

        assertThat(problems(PolicyFiles.of(texts)))
                .containsExactly("words-ms.yaml:1: the file is missing");
    }

    @Test
    void words_of_a_language_that_is_not_declared_are_refused() {
        var texts = texts(SHIPPED.files());
        texts.put("words-de.yaml", String.valueOf(texts.get("words-en.yaml")));

        assertThat(problems(PolicyFiles.of(texts)))
                .containsExactly("words-de.yaml:1: the policy does not declare this language");
    }

    private static Map<String, String> texts(PolicyFiles files) {
        var texts = new HashMap<String, String>();
        files.names().forEach(name -> texts.put(name, files.find(name).orElseThrow()));
        return texts;
    }
}
