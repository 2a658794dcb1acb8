package custos.web.face;

import custos.access.Permission;
import custos.access.PermissionTable;
import custos.web.Face;
import custos.web.Frame;
import custos.web.Frame.NavGroup;
import custos.web.Frame.NavItem;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.access.AccountPage;
import custos.web.access.LogInPage;
import custos.web.access.SecondFactorPage;
import custos.web.access.SetUpPage;
import custos.web.admin.AccountsPage;
import custos.web.admin.AdminPage;
import custos.web.admin.KeysPage;
import custos.web.admin.SessionsPage;
import custos.web.admin.TokensPage;
import custos.web.audit.AuditPages;
import custos.web.breach.BreachPages;
import custos.web.embeds.EmbedsPage;
import custos.web.figures.FiguresPage;
import custos.web.imports.ImportPages;
import custos.web.lists.ListsPage;
import custos.web.portal.HandOverPage;
import custos.web.staff.AlikePage;
import custos.web.staff.CustomerPage;
import custos.web.staff.CustomerRequestsPage;
import custos.web.staff.DuplicatesPage;
import custos.web.staff.FormsPage;
import custos.web.staff.HoldsPage;
import custos.web.staff.MergePage;
import custos.web.staff.NewCustomerPage;
import custos.web.staff.PosterPage;
import custos.web.staff.RecordPage;
import custos.web.staff.RequestLetterPage;
import custos.web.staff.RequestsPage;
import custos.web.staff.RetentionPage;
import custos.web.staff.RewardsPage;
import custos.web.staff.SearchPage;
import custos.web.staff.SignedFormPage;
import custos.web.staff.SurveysPage;
import custos.web.staff.TillPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The pages of those who work here: staff, officers, auditors and administrators.
public final class StaffFace extends Face {
    private final LogInPage logIn;

    public StaffFace(WebContext context) {
        super(context);
        this.logIn = new LogInPage(context);
        logIn.addTo(routes());
        new SetUpPage(context).addTo(routes());
        new AccountPage(context).addTo(routes());
        new SecondFactorPage(context).addTo(routes());
        new AdminPage(context).addTo(routes());
        new AccountsPage(context).addTo(routes());
        new SessionsPage(context).addTo(routes());
        new TokensPage(context).addTo(routes());
        new KeysPage(context).addTo(routes());
        new HandOverPage(context).addTo(routes());
        new SearchPage(context).addTo(routes());
        new TillPage(context).addTo(routes());
        new NewCustomerPage(context).addTo(routes());
        new PosterPage(context).addTo(routes());
        new FormsPage(context).addTo(routes());
        new SignedFormPage(context).addTo(routes());
        new CustomerPage(context).addTo(routes());
        new RecordPage(context).addTo(routes());
        new RewardsPage(context).addTo(routes());
        new MergePage(context).addTo(routes());
        new DuplicatesPage(context).addTo(routes());
        new AlikePage(context).addTo(routes());
        new SurveysPage(context).addTo(routes());
        new EmbedsPage(context).addTo(routes());
        new HoldsPage(context).addTo(routes());
        new RequestsPage(context).addTo(routes());
        new RequestLetterPage(context).addTo(routes());
        new BreachPages(context).addTo(routes());
        new CustomerRequestsPage(context).addTo(routes());
        new RetentionPage(context).addTo(routes());
        new ListsPage(context).addTo(routes());
        new ImportPages(context).addTo(routes());
        new FiguresPage(context).addTo(routes());
        new AuditPages(context).addTo(routes());
    }

    @Override
    protected Frame.Face kind() {
        return Frame.Face.STAFF;
    }

    @Override
    protected List<NavGroup> nav(Visit visit) {
        var groups = new ArrayList<NavGroup>();
        group(groups, "", everyday(visit));
        group(groups, "common.nav.group.collect", collecting(visit));
        group(groups, "common.nav.group.use", using(visit));
        group(groups, "common.nav.group.protect", protecting(visit));
        group(groups, "", keeping(visit));
        return groups;
    }

    private static void group(List<NavGroup> groups, String key, List<NavItem> items) {
        if (!items.isEmpty()) groups.add(new NavGroup(key, items));
    }

    private static List<NavItem> everyday(Visit visit) {
        var nav = new ArrayList<NavItem>();
        place(nav, visit, Permission.SEARCH, "/", "common.nav.search");
        place(nav, visit, Permission.SEARCH, "/till", "common.nav.till");
        place(nav, visit, Permission.REGISTER, "/customers/new", "common.nav.new-customer");
        place(nav, visit, Permission.REQUESTS, "/requests", "common.nav.requests");
        return nav;
    }

    private static List<NavItem> collecting(Visit visit) {
        var nav = new ArrayList<NavItem>();
        place(nav, visit, Permission.IMPORT, "/imports", "common.nav.imports");
        place(nav, visit, Permission.MERGE, "/duplicates", "common.nav.duplicates");
        place(nav, visit, Permission.EMBEDS, "/embeds", "common.nav.embeds");
        return nav;
    }

    private static List<NavItem> using(Visit visit) {
        var nav = new ArrayList<NavItem>();
        if (visit.may(Permission.LIST, PermissionTable.SERVICE)) {
            nav.add(
                    new NavItem(
                            "/lists", "common.nav.lists", isHere(visit.requestPath(), "/lists")));
        }
        place(nav, visit, Permission.FIGURES, "/figures", "common.nav.figures");
        // Staff take answers down; officers and auditors see what they come to.
        Permission surveys =
                visit.may(Permission.FIGURES) ? Permission.FIGURES : Permission.ADD_RECORD;
        place(nav, visit, surveys, "/surveys", "common.nav.surveys");
        return nav;
    }

    private static List<NavItem> protecting(Visit visit) {
        var nav = new ArrayList<NavItem>();
        place(nav, visit, Permission.HOLDS, "/holds", "common.nav.holds");
        place(nav, visit, Permission.RETENTION, "/retention", "common.nav.retention");
        place(nav, visit, Permission.BREACHES, "/breaches", "common.nav.breaches");
        return nav;
    }

    private static List<NavItem> keeping(Visit visit) {
        var nav = new ArrayList<NavItem>();
        place(nav, visit, Permission.READ_LOG, "/audit", "common.nav.log");
        place(nav, visit, Permission.ACCOUNTS, "/admin", "common.nav.admin");
        place(nav, visit, Permission.OWN_ACCOUNT, "/account", "common.nav.account");
        return nav;
    }

    private static void place(
            List<NavItem> nav, Visit visit, Permission needed, String path, String key) {
        if (visit.may(needed)) {
            nav.add(new NavItem(path, key, isHere(visit.requestPath(), path)));
        }
    }

    private static boolean isHere(String asked, String path) {
        return asked.equals(path) || (!path.equals("/") && asked.startsWith(path + "/"));
    }

    @Override
    protected void askToLogIn(Visit visit) throws IOException {
        logIn.ask(visit);
    }
}
