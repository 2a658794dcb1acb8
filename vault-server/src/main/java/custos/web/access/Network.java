package custos.web.access;

import custos.access.Login;
import custos.web.Visit;
import java.net.InetAddress;

/// Where a log-in comes from, and what is said when too many were wrong.
final class Network {
    private Network() {}

    static InetAddress of(Visit visit) {
        return visit.network().address();
    }

    static String mustWait(Visit visit, Login.Wait until) {
        return mustWait(visit, until.seconds());
    }

    static String mustWait(Visit visit, long seconds) {
        visit.answer().header("Retry-After", Long.toString(seconds));
        return visit.words().text("common.fault.too-many", "seconds", seconds);
    }
}
