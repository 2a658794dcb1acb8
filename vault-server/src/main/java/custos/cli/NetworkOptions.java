package custos.cli;

import custos.access.Loopback;
import custos.access.SiteOrigin;
import custos.access.SiteOrigins;
import custos.tls.TlsCertificate;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of `serve` about addresses, certificates and proxies.
final class NetworkOptions {
    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port of the staff's pages and the API, 0 for any free one.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address for them; 127.0.0.1 if left out.")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--public-port",
            paramLabel = "N",
            description = "The port of the customers' pages; they are not served if left out.")
    private Optional<Integer> publicPort = Optional.empty();

    @Option(
            names = "--public-host",
            paramLabel = "ADDRESS",
            description = "The address for the customers' pages; 127.0.0.1 if left out.")
    private Optional<String> publicHost = Optional.empty();

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "How customers reach their pages, such as https://shop.example.org.")
    private Optional<String> publicUrl = Optional.empty();

    @Option(
            names = "--site-origin",
            paramLabel = "ORIGIN",
            description = {
                "A website of the shop's that may report visits and show our forms, such as",
                "https://shop.example.org; may be given again for another."
            })
    private List<String> siteOrigins = List.of();

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "Speak TLS with this certificate (PEM, its chain behind it).")
    private Optional<Path> tlsCertificate = Optional.empty();

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The certificate's private key (PEM, without a passphrase).")
    private Optional<Path> tlsKey = Optional.empty();

    @Option(
            names = "--public-tls-certificate",
            paramLabel = "FILE",
            description = "Another certificate for the customers' pages.")
    private Optional<Path> publicTlsCertificate = Optional.empty();

    @Option(
            names = "--public-tls-key",
            paramLabel = "FILE",
            description = "That certificate's private key.")
    private Optional<Path> publicTlsKey = Optional.empty();

    @Option(
            names = "--behind-proxy",
            description = {
                "A proxy that ends TLS stands in front of whatever has no certificate of its own;",
                "then --tls-certificate is for the staff's pages alone."
            })
    private boolean behindProxy;

    /// What they and the settings together say, each checked, before a vault is opened.
    Listener.Network network(World world, Settings settings) {
        boolean proxied = behindProxy || settings.flag(Setting.BEHIND_PROXY).orElse(false);
        Optional<TlsCertificate> own =
                pair(settings, tlsCertificate, tlsKey, Setting.TLS_CERTIFICATE, Setting.TLS_KEY);
        Listener.Place staff =
                place(
                        port(settings, port, Setting.PORT)
                                .orElseThrow(() -> new UsageFault("on which port? Give --port N")),
                        host.or(() -> settings.find(Setting.HOST)),
                        own,
                        proxied,
                        Setting.HOST);
        Optional<Listener.Place> open = open(settings, own, proxied);
        if (proxied && own.isPresent() && open.map(place -> !place.behindProxy()).orElse(true)) {
            throw new UsageFault(
                    "--behind-proxy and --tls-certificate exclude each other: nothing is left that"
                            + " a proxy could stand in front of");
        }
        if (staff.port() != 0 && open.map(Listener.Place::port).equals(Optional.of(staff.port()))) {
            throw new UsageFault("--port and --public-port are two ports");
        }
        Optional<String> url =
                publicUrl.or(() -> settings.find(Setting.PUBLIC_URL)).map(NetworkOptions::url);
        if (url.isEmpty() && open.filter(NetworkOptions::isElsewhere).isPresent()) {
            throw new UsageFault(
                    "how do customers reach their pages? Give --public-url, such as"
                            + " https://shop.example.org");
        }
        SiteOrigins sites = sites(settings);
        if (open.isEmpty() && !sites.isEmpty()) {
            throw new UsageFault("--site-origin needs the customers' pages: give --public-port N");
        }
        warn(world, own);
        return new Listener.Network(staff, open, url, sites);
    }

    private Optional<Listener.Place> open(
            Settings settings, Optional<TlsCertificate> staffs, boolean proxied) {
        Optional<Integer> number = port(settings, publicPort, Setting.PUBLIC_PORT);
        Optional<String> address = publicHost.or(() -> settings.find(Setting.PUBLIC_HOST));
        Optional<TlsCertificate> own =
                pair(
                        settings,
                        publicTlsCertificate,
                        publicTlsKey,
                        Setting.PUBLIC_TLS_CERTIFICATE,
                        Setting.PUBLIC_TLS_KEY);
        if (number.isEmpty()) {
            if (address.isPresent() || own.isPresent()) {
                throw new UsageFault("the customers' pages need --public-port N");
            }
            return Optional.empty();
        }
        Optional<TlsCertificate> tls = own.isPresent() || proxied ? own : staffs;
        return Optional.of(place(number.get(), address, tls, proxied, Setting.PUBLIC_HOST));
    }

    private static Listener.Place place(
            int port,
            Optional<String> host,
            Optional<TlsCertificate> tls,
            boolean proxied,
            Setting named) {
        String address = host.orElse(Serving.LOOPBACK);
        if (tls.isEmpty() && !proxied && !Loopback.isNamed(address)) {
            throw new UsageFault(
                    "--%s beyond loopback needs --tls-certificate and --tls-key, or --behind-proxy"
                                    .formatted(named.word())
                            + " when a proxy in front ends TLS");
        }
        return new Listener.Place(address, port, tls, proxied && tls.isEmpty());
    }

    private static Optional<Integer> port(
            Settings settings, Optional<Integer> option, Setting setting) {
        Optional<Integer> number = option.or(() -> settings.whole(setting, 0, MAX_PORT));
        if (number.isPresent() && (number.get() < 0 || number.get() > MAX_PORT)) {
            throw new UsageFault("--" + setting.word() + " is 0 to 65535");
        }
        return number;
    }

    private static Optional<TlsCertificate> pair(
            Settings settings,
            Optional<Path> certificate,
            Optional<Path> key,
            Setting certificateSetting,
            Setting keySetting) {
        Optional<Path> chain = certificate.or(() -> settings.path(certificateSetting));
        Optional<Path> secret = key.or(() -> settings.path(keySetting));
        if (chain.isPresent() != secret.isPresent()) {
            throw new UsageFault(
                    "--%s and --%s go together"
                            .formatted(certificateSetting.word(), keySetting.word()));
        }
        return chain.map(file -> read(file, secret.orElseThrow()));
    }

    private static TlsCertificate read(Path chain, Path key) {
        char[] secret = SecretFile.chars(key);
        try {
            return TlsCertificate.read(SecretFile.text(chain), secret);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    /// Mailed links begin with it, so it must be one that browsers elsewhere can follow.
    private static String url(String text) {
        try {
            var url = new URI(text);
            String scheme = String.valueOf(url.getScheme());
            String named = String.valueOf(url.getHost());
            boolean safe =
                    scheme.equals("https") || (scheme.equals("http") && Loopback.isNamed(named));
            boolean bare = text.matches("https?://[A-Za-z0-9.:\\[\\]-]+/?");
            if (safe && bare && url.getHost() != null) {
                return text.replaceAll("/$", "");
            }
        } catch (URISyntaxException e) {
            // Answered below, like any other text that is no such address.
        }
        throw new UsageFault(
                "--public-url is https:// and a host, without a path, such as"
                        + " https://shop.example.org");
    }

    /// In the environment and in the file they stand side by side, parted by spaces.
    private SiteOrigins sites(Settings settings) {
        List<String> texts =
                siteOrigins.isEmpty()
                        ? settings.find(Setting.SITE_ORIGIN)
                                .map(text -> List.of(text.strip().split(" +", -1)))
                                .orElse(List.of())
                        : siteOrigins;
        try {
            return new SiteOrigins(texts.stream().map(NetworkOptions::site).toList());
        } catch (IllegalArgumentException e) {
            throw new UsageFault("--site-origin: " + e.getMessage());
        }
    }

    private static SiteOrigin site(String text) {
        try {
            return SiteOrigin.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageFault("--site-origin " + text + ": " + e.getMessage());
        }
    }

    /// Whether its own address is none that a customer could type.
    private static boolean isElsewhere(Listener.Place place) {
        return place.behindProxy() || place.host().matches("0\\.0\\.0\\.0|\\[?::\\]?");
    }

    private static void warn(World world, Optional<TlsCertificate> tls) {
        tls.filter(certificate -> !certificate.end().isAfter(world.clock().instant()))
                .ifPresent(_ ->
                        world.err()
                                .println(
                                        "The TLS certificate has ended: browsers refuse it."
                                                + " `custos tls create --renew` makes a new one."));
    }
}
