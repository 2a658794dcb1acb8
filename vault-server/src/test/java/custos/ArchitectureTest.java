package custos;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which package may import which: the arrows of the architecture (docs/adr/0001), over all modules
/// that ship. Packages that do not exist yet are allowed, a package that is not in the table is
/// not.
class ArchitectureTest {
    /// From the top down. A package imports only what stands on a lower line, or beside it.
    private static final List<Set<String>> LINES =
            List.of(
                    Set.of("server"),
                    Set.of("cli"),
                    Set.of("api", "web"),
                    Set.of("access", "mail", "tls"),
                    Set.of("vault"),
                    Set.of("backup"),
                    Set.of("alike"),
                    Set.of("search", "store", "sheet"),
                    Set.of("proof"),
                    Set.of("breach"),
                    Set.of("event", "consent", "request", "till", "survey", "posting"),
                    Set.of("list", "figure"),
                    Set.of("customer"),
                    Set.of("policy"),
                    Set.of("ledger", "crypto", "argon2", "pkcs11", "json", "words"),
                    Set.of("table", "plot"));

    /// The classes that may ask the system for the time and for chance; all others are given them.
    private static final Set<String> OWNERS_OF_TIME_AND_CHANCE = Set.of("custos.server.Main");

    /// What others may name of the parts that the vault's use cases stand on.
    private static final Set<String> SEEN_OF_THE_VAULTS_INSIDE =
            Set.of(
                    "custos.vault.core.Documents",
                    "custos.vault.core.FieldForms",
                    "custos.vault.core.KeyWork",
                    "custos.vault.core.Ledger",
                    "custos.vault.core.Policies",
                    "custos.vault.core.Repeat",
                    "custos.vault.core.RotatedKey",
                    "custos.vault.core.Sight",
                    "custos.vault.core.VaultFolder",
                    "custos.vault.rows.Refusal",
                    "custos.vault.rows.VaultFault");

    private static final String[] JDK_AND_JSPECIFY = {"java..", "org.jspecify.annotations.."};

    private static final JavaClasses CUSTOS =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("custos");

    @Test
    void every_package_has_its_line() {
        var known = LINES.stream().flatMap(Set::stream).collect(Collectors.toSet());

        // At least these were read: a test that sees no class would hold for everything.
        assertThat(CUSTOS.stream().map(ArchitectureTest::room).distinct())
                .contains("crypto", "argon2", "ledger", "json")
                .isSubsetOf(known);
    }

    @Test
    void imports_point_downward_only() {
        var upward =
                CUSTOS.stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(use -> use.getTargetClass().getPackageName().startsWith("custos."))
                        .filter(use -> line(use.getTargetClass()) < line(use.getOriginClass()))
                        .map(use -> use.getDescription());

        assertThat(upward).isEmpty();
    }

    @Test
    void no_packages_go_in_circles() {
        slices().matching("custos.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CUSTOS);
    }

    @Test
    void the_ledger_stands_on_the_jdk_and_bouncy_castle_alone() {
        onlyUses("custos.ledger..", "javax.crypto..", "org.bouncycastle..");
    }

    @Test
    void crypto_stands_on_the_jdk_bouncy_castle_argon2_and_our_json_alone() {
        onlyUses(
                "custos.crypto..",
                "javax.crypto..",
                "org.bouncycastle..",
                "de.mkammerer.argon2..",
                "custos.json..");
    }

    @Test
    void json_stands_on_the_jdk_alone() {
        onlyUses("custos.json..");
    }

    @Test
    void the_core_knows_nothing_of_http() {
        noClasses()
                .that(not(resideInAnyPackage("custos.server..", "custos.api..", "custos.web..")))
                .and(not(resideInAnyPackage("custos.access..", "custos.cli..")))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet.."))
                .allowEmptyShould(true)
                .check(CUSTOS);
    }

    @Test
    void only_an_adapter_knows_sql() {
        noClasses()
                .that(not(anAdapter()))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "java.sql..", "javax.sql..", "org.sqlite..", "org.jdbi.."))
                .allowEmptyShould(true)
                .check(CUSTOS);
    }

    @Test
    void only_the_server_names_an_adapter() {
        noClasses()
                .that(not(resideInAPackage("custos.server..")))
                .and(not(anAdapter()))
                .should()
                .dependOnClassesThat(anAdapter())
                .allowEmptyShould(true)
                .check(CUSTOS);
    }

    @Test
    void what_the_vault_is_made_of_is_named_by_the_vault_alone() {
        noClasses()
                .that(not(resideInAPackage("custos.vault..")))
                .should()
                .dependOnClassesThat(
                        describe(
                                "are the vault's own",
                                used ->
                                        resideInAnyPackage(
                                                                "custos.vault.core..",
                                                                "custos.vault.rows..",
                                                                "custos.vault.writer..")
                                                        .test(used)
                                                && !SEEN_OF_THE_VAULTS_INSIDE.contains(
                                                        outermost(used))))
                .check(CUSTOS);
    }

    @Test
    void time_and_chance_are_given_never_taken() {
        var taken =
                CUSTOS.stream()
                        .filter(type -> !OWNERS_OF_TIME_AND_CHANCE.contains(outermost(type)))
                        .flatMap(type -> type.getAccessesFromSelf().stream())
                        .filter(ArchitectureTest::takesTimeOrChance)
                        .map(JavaAccess::getDescription);

        assertThat(taken).isEmpty();
    }

    private static void onlyUses(String ours, String... besides) {
        var allowed =
                Stream.of(Stream.of(JDK_AND_JSPECIFY), Stream.of(ours), Stream.of(besides))
                        .flatMap(names -> names)
                        .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(ours)
                .should()
                .onlyDependOnClassesThat(
                        describe(
                                "are of " + String.join(", ", allowed),
                                used -> isOneOf(allowed, used.getBaseComponentType())))
                .allowEmptyShould(true)
                .check(CUSTOS);
    }

    private static boolean isOneOf(String[] packages, JavaClass type) {
        return type.isPrimitive() || resideInAnyPackage(packages).test(type);
    }

    private static DescribedPredicate<JavaClass> anAdapter() {
        return resideInAPackage("custos.store.(*)..").as("an adapter of the store");
    }

    /// The first name below `custos`: `store` for `custos.store.sqlite.SqliteVaultStore`.
    private static String room(JavaClass type) {
        return type.getPackageName().split("\\.", -1)[1];
    }

    private static int line(JavaClass type) {
        for (int i = 0; i < LINES.size(); i++) {
            if (LINES.get(i).contains(room(type))) return i;
        }
        throw new AssertionError(type.getPackageName() + " has no line in the table");
    }

    private static String outermost(JavaClass type) {
        return type.getName().split("\\$", -1)[0];
    }

    private static boolean takesTimeOrChance(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getTarget().getName();
        return switch (owner.getPackageName()) {
            case "java.time" -> takesTime(owner, name, access);
            case "java.lang" ->
                    name.equals("currentTimeMillis") || (name.equals("random") && isMath(owner));
            case "java.security" -> owner.isEquivalentTo(SecureRandom.class) && isMade(name);
            case "java.util" ->
                    (owner.isEquivalentTo(Random.class) && isMade(name) && takesNothing(access))
                            || name.equals("randomUUID");
            case "java.util.concurrent" -> owner.getSimpleName().equals("ThreadLocalRandom");
            default -> false;
        };
    }

    private static boolean takesTime(JavaClass owner, String name, JavaAccess<?> access) {
        return switch (owner.getSimpleName()) {
            case "Clock" -> name.startsWith("system") || name.startsWith("tick");
            case "InstantSource" -> name.equals("system");
            case "ZoneId" -> name.equals("systemDefault");
            default -> name.equals("now") && !givenAClock(access);
        };
    }

    private static boolean isMath(JavaClass owner) {
        return owner.isEquivalentTo(Math.class) || owner.isEquivalentTo(StrictMath.class);
    }

    private static boolean isMade(String name) {
        return name.equals("<init>") || name.startsWith("getInstance");
    }

    private static boolean takesNothing(JavaAccess<?> access) {
        return parameters(access).isEmpty();
    }

    private static boolean givenAClock(JavaAccess<?> access) {
        return parameters(access).equals(List.of("java.time.Clock"));
    }

    private static List<String> parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget unit
                ? unit.getRawParameterTypes().stream().map(JavaClass::getName).toList()
                : List.of();
    }
}
