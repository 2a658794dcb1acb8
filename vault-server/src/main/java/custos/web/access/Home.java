package custos.web.access;

import custos.access.Permission;
import custos.access.PermissionTable;
import custos.access.Principal.StaffMember;

/// The page on which somebody's day begins: the first that her roles let her see.
final class Home {
    private Home() {}

    static String of(StaffMember member) {
        if (may(member, Permission.SEARCH)) {
            return "/";
        }
        if (may(member, Permission.READ_LOG)) {
            return "/audit";
        }
        return may(member, Permission.SETTINGS) ? "/admin" : "/account";
    }

    private static boolean may(StaffMember member, Permission permission) {
        return PermissionTable.allows(member, permission).isAllowed();
    }
}
