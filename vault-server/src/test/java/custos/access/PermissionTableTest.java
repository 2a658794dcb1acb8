package custos.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import custos.access.Decision.Allowed;
import custos.access.Decision.Refused;
import custos.access.Principal.Operator;
import custos.access.Principal.StaffMember;
import custos.access.Principal.TokenHolder;
import custos.event.Actor;
import custos.policy.PurposeId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PermissionTableTest {
    private static final PurposeId SERVICE = new PurposeId("service");
    private static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    private static final List<PurposeId> PURPOSES = List.of(SERVICE, NEWSLETTER);

    /// Who may do what, as the design says it: a line each, whatever is not on it is refused.
    private static final Map<String, String> DESIGN = new LinkedHashMap<>();

    static {
        DESIGN.put(
                "staff",
                """
                search, read masked, open for service, register, amend, propose merge,
                read consents, record consent, read records, add record, forms, read policy,
                own account\
                """);
        DESIGN.put(
                "officer",
                """
                search, read masked, open for service, open for newsletter, register, amend,
                read consents, record consent, read records, add record, forms, read policy,
                website forms, own account, reveal, propose merge, merge, delete record, import, export one,
                export all, erase,
                holds, requests, retention, list for service, list for newsletter, read log,
                read openings, read openings whole, proofs, verify, access log, figures, breaches,
                publish policy\
                """);
        DESIGN.put(
                "auditor",
                """
                read log, read openings, proofs, verify, access log, figures, read policy,
                own account\
                """);
        DESIGN.put(
                "admin",
                "accounts, tokens, settings, keys, backup, website forms, read policy, own account");
        DESIGN.put(
                "customers:read", "search, read masked, read consents, read records, read policy");
        DESIGN.put(
                "customers:write",
                """
                search, read masked, read consents, read records, register, amend, add record,
                read policy\
                """);
        DESIGN.put("read:service", "open for service, read policy");
        DESIGN.put("read:newsletter", "open for newsletter, read policy");
        DESIGN.put("consents:write", "read consents, record consent, read policy");
        DESIGN.put("visits:write", "report visits, read policy");
        DESIGN.put("lists:newsletter", "list for newsletter, read policy");
        DESIGN.put("export", "export one, read policy");
        DESIGN.put("erase", "erase, read policy");
        DESIGN.put("requests", "requests, read policy");
        DESIGN.put("ledger:read", "read log, proofs, verify, read policy");
        DESIGN.put(
                "all",
                """
                search, read masked, open for service, open for newsletter, register, amend,
                read consents, record consent, read records, add record, report visits,
                delete record, reveal, merge, import, export one, export all, erase, holds,
                requests, list for service, list for newsletter, read log, proofs, verify,
                read policy\
                """);
    }

    @TestFactory
    Stream<DynamicTest> each_may_do_what_the_design_names_and_nothing_else() {
        return DESIGN.entrySet().stream()
                .map(line ->
                        DynamicTest.dynamicTest(
                                line.getKey(),
                                () ->
                                        assertThat(allowed(principal(line.getKey())))
                                                .containsExactlyInAnyOrder(
                                                        line.getValue().split(",\\s+"))));
    }

    @Test
    void every_role_and_every_scope_has_its_line() {
        assertThat(DESIGN.keySet())
                .contains(Arrays.stream(Role.values()).map(Role::word).toArray(String[]::new))
                .extracting(word ->
                        word.replaceFirst("(read|lists):(service|newsletter)", "$1:<purpose>"))
                .contains(
                        Arrays.stream(Scope.Kind.values())
                                .map(Scope.Kind::word)
                                .toArray(String[]::new));
    }

    @Test
    void the_operator_may_do_everything() {
        long acts = Stream.of(Permission.values()).flatMap(PermissionTableTest::asked).count();

        assertThat(allowed(new Operator())).hasSize((int) acts);
    }

    @Test
    void all_is_every_scope_and_what_needs_several() {
        var every =
                Arrays.stream(Scope.Kind.values())
                        .filter(kind -> kind != Scope.Kind.ALL)
                        .flatMap(PermissionTableTest::scopes)
                        .collect(Collectors.toSet());
        var byEach = allowed(new TokenHolder(new TokenName("till"), every)).toList();
        var besides = allowed(principal("all")).filter(act -> !byEach.contains(act));

        assertThat(besides)
                .containsExactlyInAnyOrder(
                        "merge", "import", "export all", "reveal", "delete record", "holds");
    }

    @Test
    void nobody_who_manages_accounts_sees_values_by_that() {
        assertThat(allowed(principal("admin")))
                .noneMatch(act -> act.matches("(search|read m|open|reveal|export|list|read r).*"));
    }

    @Test
    void two_roles_may_do_what_either_may_and_the_ledger_names_the_one_that_did() {
        var both = member(Role.OFFICER, Role.ADMIN);

        assertThat(PermissionTable.allows(both, Permission.REVEAL))
                .isEqualTo(new Allowed(new Actor.Staff("eva", "officer")));
        assertThat(PermissionTable.allows(both, Permission.KEYS))
                .isEqualTo(new Allowed(new Actor.Staff("eva", "admin")));
        assertThat(both.actor()).isEqualTo(new Actor.Staff("eva", "officer.admin"));
    }

    @Test
    void of_two_roles_that_may_the_humbler_one_acts() {
        var both = member(Role.OFFICER, Role.STAFF);

        assertThat(PermissionTable.allows(both, Permission.OPEN, SERVICE))
                .isEqualTo(new Allowed(new Actor.Staff("eva", "staff")));
        assertThat(PermissionTable.allows(both, Permission.OPEN, NEWSLETTER))
                .isEqualTo(new Allowed(new Actor.Staff("eva", "officer")));
    }

    @Test
    void a_token_acts_in_its_own_name() {
        assertThat(PermissionTable.allows(principal("erase"), Permission.ERASE))
                .isEqualTo(new Allowed(new Actor.Integration("till")));
    }

    @Test
    void a_refusal_says_what_is_needed() {
        assertThat(reason(member(Role.STAFF), Permission.REVEAL))
                .isEqualTo("reveal needs the role officer");
        assertThat(reason(member(Role.ADMIN), Permission.READ_LOG))
                .isEqualTo("read log needs the role officer or auditor");
        assertThat(reason(principal("export"), Permission.SEARCH))
                .isEqualTo("search needs the scope customers:read or customers:write");
        assertThat(reason(principal("export"), Permission.IMPORT))
                .isEqualTo("import needs the scope all");
        assertThat(reason(principal("all"), Permission.FORMS)).isEqualTo("forms is not for tokens");
    }

    @Test
    void a_refusal_for_a_purpose_names_it() {
        assertThat(PermissionTable.allows(member(Role.STAFF), Permission.OPEN, NEWSLETTER))
                .isEqualTo(
                        new Refused(Permission.OPEN, "open for newsletter needs the role officer"));
        assertThat(PermissionTable.allows(member(Role.ADMIN), Permission.OPEN, SERVICE))
                .isEqualTo(
                        new Refused(
                                Permission.OPEN,
                                "open for service needs the role staff or officer"));
        assertThat(PermissionTable.allows(principal("read:service"), Permission.LIST, NEWSLETTER))
                .isEqualTo(
                        new Refused(
                                Permission.LIST,
                                "list for newsletter needs the scope lists:newsletter"));
    }

    @Test
    void asking_with_a_purpose_where_none_belongs_or_without_one_is_a_bug() {
        var officer = member(Role.OFFICER);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PermissionTable.allows(officer, Permission.OPEN))
                .withMessage("open is asked with a purpose");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PermissionTable.allows(officer, Permission.REVEAL, SERVICE))
                .withMessage("reveal is asked without a purpose");
    }

    /// All acts that somebody may do, such as `search` and `open for service`.
    private static Stream<String> allowed(Principal who) {
        return Stream.of(Permission.values())
                .flatMap(permission ->
                        asked(permission)
                                .filter(purpose ->
                                        PermissionTable.allows(who, permission, purpose)
                                                .isAllowed())
                                .map(purpose -> act(permission, purpose)));
    }

    private static Stream<Scope> scopes(Scope.Kind kind) {
        return kind.namesPurpose()
                ? PURPOSES.stream().map(purpose -> new Scope(kind, Optional.of(purpose)))
                : Stream.of(new Scope(kind, Optional.empty()));
    }

    private static Stream<Optional<PurposeId>> asked(Permission permission) {
        return permission.namesPurpose()
                ? PURPOSES.stream().map(Optional::of)
                : Stream.of(Optional.empty());
    }

    private static String act(Permission permission, Optional<PurposeId> purpose) {
        return permission.word() + purpose.map(named -> " for " + named.value()).orElse("");
    }

    private static String reason(Principal who, Permission permission) {
        return switch (PermissionTable.allows(who, permission)) {
            case Refused(_, String reason) -> reason;
            case Allowed(_) -> throw new AssertionError("allowed");
        };
    }

    private static Principal principal(String word) {
        return Arrays.stream(Role.values())
                .filter(role -> role.word().equals(word))
                .<Principal>map(PermissionTableTest::member)
                .findFirst()
                .orElseGet(() -> new TokenHolder(new TokenName("till"), Set.of(Scope.parse(word))));
    }

    private static StaffMember member(Role... roles) {
        return new StaffMember(new AccountName("eva"), Set.of(roles));
    }
}
