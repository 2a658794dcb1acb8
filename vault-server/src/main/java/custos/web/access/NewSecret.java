package custos.web.access;

import custos.access.AccountName;
import custos.access.TotpSecret;
import custos.web.Qr;
import custos.web.Visit;

/// A second factor's secret on its way into a telephone.
///
/// @param link the same for whoever reads the page on that very telephone
/// @param typed the same in groups of four, to be typed
public record NewSecret(Qr qr, String link, String typed) {
    static NewSecret of(Visit visit, AccountName account, TotpSecret secret) {
        String issuer = visit.policyWords().policy().controller().name();
        String link = secret.uri(issuer, account);
        return new NewSecret(Qr.of(link), link, secret.base32().replaceAll("(.{4})(?!$)", "$1 "));
    }

    @Override
    public String toString() {
        return "NewSecret[redacted]";
    }
}
