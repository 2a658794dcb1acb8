package custos.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// What `tls create` tells a person: how to serve with the files, and how each kind of device comes
/// to trust the authority.
final class TlsGuide {
    private TlsGuide() {}

    static List<String> lines(
            TlsCreateCommand.TlsFolder folder, String host, LocalDate end, boolean renewed) {
        var lines = new ArrayList<String>();
        if (renewed) {
            lines.add(
                    "A new certificate for " + host + " is in " + folder.dir() + ", until " + end);
            lines.add("(UTC). Start the server again; the devices need nothing.");
            return lines;
        }
        lines.add("Serve with it, until " + end + " (UTC):");
        lines.add(
                "  custos serve --host 0.0.0.0 --port 8443 --tls-certificate %s --tls-key %s"
                        .formatted(folder.server(), folder.serverKey()));
        lines.add("Carry " + folder.authority() + " to each till, by a USB stick and never by");
        lines.add("mail, compare the fingerprint there, and let it be trusted:");
        lines.add("  Windows  rename to .crt, open, Install Certificate, Local Machine, Trusted");
        lines.add("           Root Certification Authorities");
        lines.add("  macOS    open in Keychain Access, then Trust: When using: Always Trust");
        lines.add("  Linux    copy to /usr/local/share/ca-certificates/custos.crt, then");
        lines.add("           update-ca-certificates; Chromium: Settings, Security, Certificates");
        lines.add(
                "  Firefox  Settings, Privacy & Security, View Certificates, Authorities, Import");
        lines.add(
                "  Android  Settings, Security, Encryption & credentials, Install, CA certificate");
        lines.add("  iOS      open the file, install the profile, then Settings, General, About,");
        lines.add("           Certificate Trust Settings");
        lines.add("Then open https://" + host + ":8443. Keep " + folder.authorityKey());
        lines.add("to yourself: with it, --renew issues the next certificate. See docs/tls.md.");
        return lines;
    }
}
