package custos.access;

import static custos.access.Role.ADMIN;
import static custos.access.Role.AUDITOR;
import static custos.access.Role.OFFICER;
import static custos.access.Role.STAFF;
import static custos.access.Scope.Kind.ALL;
import static custos.access.Scope.Kind.CONSENTS_WRITE;
import static custos.access.Scope.Kind.CUSTOMERS_READ;
import static custos.access.Scope.Kind.CUSTOMERS_WRITE;
import static custos.access.Scope.Kind.EXPORT;
import static custos.access.Scope.Kind.LEDGER_READ;
import static custos.access.Scope.Kind.LISTS;
import static custos.access.Scope.Kind.READ;
import static custos.access.Scope.Kind.VISITS_WRITE;
import static java.util.stream.Collectors.joining;

import custos.access.Decision.Allowed;
import custos.access.Decision.Refused;
import custos.access.Principal.Operator;
import custos.access.Principal.StaffMember;
import custos.access.Principal.TokenHolder;
import custos.event.Actor;
import custos.policy.PurposeId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The one table of who may do what, for API, pages and command line. What it does not name is
/// refused. The operator at the command line may do everything: she holds the passphrase that opens
/// the vault, so a refusal would protect nothing.
public final class PermissionTable {
    /// The purpose for which staff may open values.
    public static final PurposeId SERVICE = new PurposeId("service");

    private PermissionTable() {}

    /// The table, a line for each permission. `scopes` adds `all`, which is every scope.
    private static Row row(Permission permission) {
        return switch (permission) {
            case SEARCH -> roles(STAFF, OFFICER).scopes(CUSTOMERS_READ, CUSTOMERS_WRITE);
            case READ_MASKED -> roles(STAFF, OFFICER).scopes(CUSTOMERS_READ, CUSTOMERS_WRITE);
            case OPEN -> roles(OFFICER).forService(STAFF).scopes(READ);
            case REVEAL -> roles(OFFICER).scopes(ALL);
            case REGISTER -> roles(STAFF, OFFICER).scopes(CUSTOMERS_WRITE);
            case AMEND -> roles(STAFF, OFFICER).scopes(CUSTOMERS_WRITE);
            case PROPOSE_MERGE -> roles(STAFF, OFFICER);
            case MERGE -> roles(OFFICER).scopes(ALL);
            case READ_CONSENTS ->
                    roles(STAFF, OFFICER).scopes(CUSTOMERS_READ, CUSTOMERS_WRITE, CONSENTS_WRITE);
            case RECORD_CONSENT -> roles(STAFF, OFFICER).scopes(CONSENTS_WRITE);
            case READ_RECORDS -> roles(STAFF, OFFICER).scopes(CUSTOMERS_READ, CUSTOMERS_WRITE);
            case ADD_RECORD -> roles(STAFF, OFFICER).scopes(CUSTOMERS_WRITE);
            case REPORT_VISITS -> roles().scopes(VISITS_WRITE);
            case DELETE_RECORD -> roles(OFFICER).scopes(ALL);
            case FORMS -> roles(STAFF, OFFICER);
            case EMBEDS -> roles(OFFICER, ADMIN);
            case IMPORT -> roles(OFFICER).scopes(ALL);
            case EXPORT_ONE -> roles(OFFICER).scopes(EXPORT);
            case EXPORT_ALL -> roles(OFFICER).scopes(ALL);
            case ERASE -> roles(OFFICER).scopes(Scope.Kind.ERASE);
            case HOLDS -> roles(OFFICER).scopes(ALL);
            case REQUESTS -> roles(OFFICER).scopes(Scope.Kind.REQUESTS);
            case RETENTION, BREACHES -> roles(OFFICER);
            case LIST -> roles(OFFICER).scopes(LISTS);
            case READ_LOG, PROOFS, VERIFY -> roles(OFFICER, AUDITOR).scopes(LEDGER_READ);
            case READ_OPENINGS, ACCESS_LOG, FIGURES -> roles(OFFICER, AUDITOR);
            case READ_OPENINGS_WHOLE -> roles(OFFICER);
            case READ_POLICY -> roles(Role.values()).scopes(Scope.Kind.values());
            case PUBLISH_POLICY -> roles(OFFICER);
            case OWN_ACCOUNT -> roles(Role.values());
            case ACCOUNTS, TOKENS, SETTINGS, KEYS, BACKUP -> roles(ADMIN);
        };
    }

    /// What stands where a role or a scope meets a permission.
    public enum Cell {
        NO("-"),
        YES("yes"),
        /// For the purpose `service` alone.
        SERVICE_ONLY("service"),
        ANY_PURPOSE("any"),
        /// For the purpose that the scope names.
        NAMED_PURPOSE("<purpose>");

        private final String word;

        Cell(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public static Cell cell(Role role, Permission permission) {
        Row row = row(permission);
        if (row.forService.contains(role)) {
            return Cell.SERVICE_ONLY;
        }
        return !row.roles.contains(role) ? Cell.NO : full(permission);
    }

    public static Cell cell(Scope.Kind scope, Permission permission) {
        if (!row(permission).scopes.contains(scope)) {
            return Cell.NO;
        }
        return permission.namesPurpose() && scope.namesPurpose()
                ? Cell.NAMED_PURPOSE
                : full(permission);
    }

    /// Decides on an act that concerns no purpose.
    ///
    /// @throws IllegalArgumentException when it does concern one: a bug of the caller
    public static Decision allows(Principal who, Permission permission) {
        return allows(who, permission, Optional.empty());
    }

    /// Decides on an act for one purpose.
    ///
    /// @throws IllegalArgumentException when the permission knows no purposes
    public static Decision allows(Principal who, Permission permission, PurposeId purpose) {
        return allows(who, permission, Optional.of(purpose));
    }

    /// Decides. `purpose` is there exactly when [Permission#namesPurpose].
    public static Decision allows(
            Principal who, Permission permission, Optional<PurposeId> purpose) {
        if (purpose.isPresent() != permission.namesPurpose()) {
            throw new IllegalArgumentException(
                    permission.word()
                            + " is asked "
                            + (permission.namesPurpose() ? "with" : "without")
                            + " a purpose");
        }
        return actor(who, permission, purpose)
                .<Decision>map(Allowed::new)
                .orElseGet(() -> new Refused(permission, reason(who, permission, purpose)));
    }

    /// Who would act; of several roles the first in their order, which is the humblest that does.
    private static Optional<Actor> actor(
            Principal who, Permission permission, Optional<PurposeId> purpose) {
        return switch (who) {
            case StaffMember member ->
                    member.roles().stream()
                            .filter(role ->
                                    holds(cell(role, permission), Optional.empty(), purpose))
                            .findFirst()
                            .map(member::in);
            case TokenHolder token ->
                    token.scopes().stream().anyMatch(scope -> holds(scope, permission, purpose))
                            ? Optional.of(token.actor())
                            : Optional.empty();
            case Operator operator -> Optional.of(operator.actor());
        };
    }

    private static boolean holds(Scope scope, Permission permission, Optional<PurposeId> purpose) {
        return holds(cell(scope.kind(), permission), scope.purpose(), purpose);
    }

    private static boolean holds(Cell cell, Optional<PurposeId> named, Optional<PurposeId> asked) {
        return switch (cell) {
            case NO -> false;
            case YES, ANY_PURPOSE -> true;
            case SERVICE_ONLY -> asked.equals(Optional.of(SERVICE));
            case NAMED_PURPOSE -> asked.equals(named);
        };
    }

    private static Cell full(Permission permission) {
        return permission.namesPurpose() ? Cell.ANY_PURPOSE : Cell.YES;
    }

    private static String reason(
            Principal who, Permission permission, Optional<PurposeId> purpose) {
        String act = permission.word() + purpose.map(asked -> " for " + asked.value()).orElse("");
        String needed =
                who instanceof TokenHolder
                        ? neededScopes(permission, purpose)
                        : neededRoles(permission, purpose);
        return needed.isEmpty() ? act + " is not for tokens" : act + " needs the " + needed;
    }

    private static String neededRoles(Permission permission, Optional<PurposeId> purpose) {
        return "role "
                + Arrays.stream(Role.values())
                        .filter(role -> holds(cell(role, permission), Optional.empty(), purpose))
                        .map(Role::word)
                        .collect(joining(" or "));
    }

    private static String neededScopes(Permission permission, Optional<PurposeId> purpose) {
        Set<Scope.Kind> kinds = row(permission).scopes;
        if (kinds.isEmpty()) {
            return "";
        }
        // Asking for everything is only good advice where nothing less will do.
        Stream<Scope.Kind> narrow = kinds.stream().filter(kind -> kind != ALL);
        return "scope "
                + (kinds.size() == 1 ? kinds.stream() : narrow)
                        .map(kind -> wordFor(kind, purpose))
                        .collect(joining(" or "));
    }

    private static String wordFor(Scope.Kind kind, Optional<PurposeId> purpose) {
        return new Scope(kind, purpose.filter(asked -> kind.namesPurpose())).text();
    }

    private static Row roles(Role... roles) {
        return new Row(setOf(Role.class, roles), Set.of(), Set.of());
    }

    private static <E extends Enum<E>> Set<E> setOf(Class<E> type, E[] values) {
        Set<E> set = EnumSet.noneOf(type);
        set.addAll(Arrays.asList(values));
        return set;
    }

    private record Row(Set<Role> roles, Set<Role> forService, Set<Scope.Kind> scopes) {
        Row forService(Role role) {
            return new Row(roles, Set.of(role), scopes);
        }

        Row scopes(Scope.Kind... kinds) {
            Set<Scope.Kind> withAll = setOf(Scope.Kind.class, kinds);
            withAll.add(ALL);
            return new Row(roles, forService, withAll);
        }
    }
}
