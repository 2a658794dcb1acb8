package custos.web.access;

import custos.access.Account;
import custos.access.AccountName;
import custos.access.Passwords;
import custos.access.Role;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is typed to make an account, kept as typed until all of it is right.
public record AccountFields(String name, String displayName, Set<Role> roles) {
    public static final AccountFields NONE = new AccountFields("", "", EnumSet.noneOf(Role.class));

    public static AccountFields of(Form form) {
        return new AccountFields(form.text("name"), form.text("display-name"), roles(form));
    }

    /// The roles whose boxes are ticked; what is no role is none.
    public static Set<Role> roles(Form form) {
        List<String> ticked = form.all("role");
        var roles = EnumSet.noneOf(Role.class);
        Arrays.stream(Role.values())
                .filter(role -> ticked.contains(role.word()))
                .forEach(roles::add);
        return roles;
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /// The account's name; empty, with a mistake added, when it is none. Display name and roles are
    /// looked at too.
    public Optional<AccountName> check(Visit visit, Mistakes mistakes) {
        Optional<AccountName> account = accountName();
        if (account.isEmpty()) {
            mistakes.add("name", visit.words().text("account.name-unfit"));
        }
        checkDisplayName(visit, displayName, mistakes);
        checkRoles(visit, roles, mistakes);
        return account;
    }

    private Optional<AccountName> accountName() {
        try {
            return Optional.of(new AccountName(name));
        } catch (IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    static void checkDisplayName(Visit visit, String text, Mistakes mistakes) {
        if (!Account.isDisplayName(text)) {
            mistakes.add("display-name", visit.words().text("account.display-name-unfit"));
        }
    }

    public static void checkRoles(Visit visit, Set<Role> roles, Mistakes mistakes) {
        if (roles.isEmpty()) {
            mistakes.add("role-staff", visit.words().text("account.roles-none"));
        }
    }

    /// Looks whether a password may be set, and whether it was typed the same twice.
    public static void checkPassword(
            Visit visit, AccountName name, String password, String again, Mistakes mistakes) {
        char[] characters = password.toCharArray();
        Optional<Passwords.Unfit> unfit = Passwords.unfit(characters, name);
        Arrays.fill(characters, '\0');
        if (unfit.isPresent()) {
            String key =
                    switch (unfit.get()) {
                        case LENGTH -> "account.password-length";
                        case NOT_TEXT -> "account.password-not-text";
                        case IS_NAME -> "account.password-is-name";
                    };
            mistakes.add("password", visit.words().text(key));
        } else if (!password.equals(again)) {
            mistakes.add("again", visit.words().text("account.password-differs"));
        }
    }
}
