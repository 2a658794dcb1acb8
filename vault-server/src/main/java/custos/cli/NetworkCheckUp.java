package custos.cli;

import custos.access.Loopback;
import custos.tls.TlsCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Looks at what the settings say of the two doors: where they answer, and with which certificate.
final class NetworkCheckUp {
    private static final Duration SOON = Duration.ofDays(30);

    private final Settings settings;
    private final Instant now;
    private final List<Diagnosis> found = new ArrayList<>();

    private NetworkCheckUp(Settings settings, Instant now) {
        this.settings = settings;
        this.now = now;
    }

    static List<Diagnosis> of(Settings settings, Instant now) {
        var checkUp = new NetworkCheckUp(settings, now);
        checkUp.bound();
        checkUp.certificate(Setting.TLS_CERTIFICATE, Setting.TLS_KEY);
        checkUp.certificate(Setting.PUBLIC_TLS_CERTIFICATE, Setting.PUBLIC_TLS_KEY);
        return checkUp.found;
    }

    private void bound() {
        String host = settings.find(Setting.HOST).orElse(Serving.LOOPBACK);
        boolean behindProxy = settings.flag(Setting.BEHIND_PROXY).orElse(false);
        if (Loopback.isNamed(host)) {
            found.add(Diagnosis.ok("bind", "the staff's pages answer on this machine alone"));
        } else if (settings.path(Setting.TLS_CERTIFICATE).isEmpty() && !behindProxy) {
            found.add(
                    Diagnosis.problem(
                            "bind",
                            "the staff's pages would answer on " + host + " without TLS",
                            "set tls-certificate and tls-key, or behind-proxy; serve refuses to"
                                    + " start as it is"));
        } else {
            found.add(
                    Diagnosis.unknown(
                            "bind",
                            "the staff's pages answer on " + host,
                            "see that the firewall lets in your own tills only"
                                    + " (docs/hardening.md)"));
        }
    }

    private void certificate(Setting chain, Setting key) {
        Optional<Path> file = settings.path(chain);
        Optional<Path> secret = settings.path(key);
        if (file.isEmpty() || secret.isEmpty()) {
            return;
        }
        char[] text = {};
        try {
            text = SecretFile.chars(secret.get());
            Instant end = TlsCertificate.read(SecretFile.text(file.get()), text).end();
            found.add(ending(chain.word(), end));
        } catch (UsageFault | IllegalArgumentException e) {
            found.add(
                    Diagnosis.problem(
                            "tls",
                            chain.word() + " and " + key.word() + " cannot be used",
                            "see docs/tls.md"));
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private Diagnosis ending(String name, Instant end) {
        String what = name + " is good until " + end;
        String renew = "renew it: custos tls create --renew, or your authority's way";
        if (!end.isAfter(now)) {
            return Diagnosis.problem("tls", name + " ended at " + end, renew);
        }
        return end.isAfter(now.plus(SOON))
                ? Diagnosis.ok("tls", what)
                : Diagnosis.warning("tls", what, renew);
    }
}
