package custos.web;

import custos.access.Accounts;
import custos.access.LogIns;
import custos.access.Sessions;
import custos.access.Setup;
import custos.access.SiteOrigins;
import custos.access.Tokens;
import custos.vault.Vault;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;

/// What the pages of both faces work with.
///
/// @param clock for sessions and limits; the vault has its own
/// @param zone in which times are shown
/// @param publicUrl where customers reach the public face, such as `https://shop.example.org`
/// @param sites the shop's own websites
/// @param behindProxy whether the last address in `X-Forwarded-For` is a proxy's word
public record WebContext(
        Vault vault,
        Accounts accounts,
        Tokens tokens,
        Sessions sessions,
        LogIns logIns,
        Setup setup,
        InstantSource clock,
        SecureRandom random,
        ZoneId zone,
        String publicUrl,
        SiteOrigins sites,
        boolean behindProxy) {}
