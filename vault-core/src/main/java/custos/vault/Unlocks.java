package custos.vault;

import custos.crypto.KeyToken;
import custos.crypto.Keyring;
import custos.crypto.PassphraseHash;
import custos.crypto.RecoverySheet;
import custos.crypto.SecretBytes;
import custos.crypto.SlotKind;
import custos.crypto.WayToUnlock;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.store.StoreFault;
import custos.vault.core.Core;
import custos.vault.core.KeyFolder;
import custos.vault.rows.Events;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The ways to unlock the vault: which there are, and how they are changed. No row is touched: each
/// way seals the same root key.
///
/// A change is durable in `keyring.json` first; the leaf that follows has the guard remember it, so
/// that an older copy of the file is refused from then on. After a crash between the two the next
/// opening takes the file as it is, and the next leaf makes up for it.
public final class Unlocks {
    /// The most ways that a vault has.
    public static final int MAX = Keyring.MAX_WAYS;

    private final Core core;
    private final KeyFolder folder;

    Unlocks(Core core, KeyFolder folder) {
        this.core = core;
        this.folder = folder;
    }

    /// What there is.
    public List<WayToUnlock> list() {
        return folder.keyring().ways();
    }

    /// Adds a passphrase.
    ///
    /// @return the new way
    /// @throws Refusal.Conflict when there are [#MAX] already
    public WayToUnlock addPassphrase(char[] words, PassphraseHash hash, Actor by) {
        var cost = PassphraseHash.Cost.STANDARD;
        return add(
                keyring -> keyring.withPassphrase(words, hash, cost, core.keys().random()),
                SlotKind.PASSPHRASE,
                by);
    }

    /// Adds 32 random bytes that are kept in a file of their own, durable already.
    ///
    /// @return the new way
    /// @throws Refusal.Conflict when there are [#MAX] already
    public WayToUnlock addKeyFile(SecretBytes key, Actor by) {
        return add(
                keyring -> keyring.withKeyFile(key, core.keys().random()), SlotKind.KEY_FILE, by);
    }

    /// Adds a recovery sheet; those printed before stay good.
    ///
    /// @return the sheet, to be printed once
    /// @throws Refusal.Conflict when there are [#MAX] already
    public String addRecoverySheet(Actor by) {
        return addRecoverySheet(_ -> {}, by);
    }

    /// As [#addRecoverySheet(Actor)], and shows the sheet before it opens anything: none that
    /// nobody has seen is ever counted as a way.
    public String addRecoverySheet(Consumer<String> shown, Actor by) {
        try (SecretBytes key = SecretBytes.random(core.keys().random())) {
            shown.accept(RecoverySheet.print(key));
            add(
                    keyring -> keyring.withRecoverySheet(key, core.keys().random()),
                    SlotKind.RECOVERY_SHEET,
                    by);
            return RecoverySheet.print(key);
        }
    }

    /// Makes a key on a token that unlocks the vault from now on.
    ///
    /// @return the new way
    /// @throws Refusal.Conflict when there are [#MAX] already
    /// @throws custos.crypto.CryptoFault.TokenFailed when the token cannot do that
    public WayToUnlock addToken(KeyToken token, Actor by) {
        return add(keyring -> keyring.withToken(token, core.keys().random()), SlotKind.PKCS11, by);
    }

    /// Refuses when there is room for no more.
    ///
    /// @throws Refusal.Conflict when there are [#MAX] already
    public void requireRoom() {
        if (list().size() >= MAX) {
            throw new Refusal.Conflict(
                    "unlock-full",
                    "a vault has at most " + MAX + " ways to unlock it; remove one first");
        }
    }

    private WayToUnlock add(UnaryOperator<Keyring> change, SlotKind kind, Actor by) {
        requireRoom();
        WayToUnlock added = folder.change(change).ways().getLast();
        record("unlock-added", kind, by);
        return added;
    }

    /// Removes a way, also the one that this vault was opened with. Those behind it move up.
    ///
    /// @param number of [#list]
    /// @return what it was
    /// @throws Refusal.NotFound when there is none of this number
    /// @throws Refusal.Conflict when it is the last one
    public WayToUnlock remove(int number, Actor by) {
        WayToUnlock way = find(number);
        if (list().size() == 1) {
            throw new Refusal.Conflict(
                    "unlock-last",
                    "this is the only way to unlock the vault; add another one first");
        }
        folder.change(keyring -> keyring.withoutWay(number));
        record("unlock-removed", way.kind(), by);
        return way;
    }

    /// @throws Refusal.NotFound when there is none of this number
    public WayToUnlock find(int number) {
        return list().stream()
                .filter(way -> way.number() == number)
                .findFirst()
                .orElseThrow(() -> new Refusal.NotFound("way to unlock"));
    }

    /// The file stands changed already, so no failure may say that nothing was.
    private void record(String reason, SlotKind kind, Actor by) {
        Internal internal =
                Internal.by(by).because(Optional.of(reason)).about(Optional.of("unlock:" + kind));
        Write leaf =
                Events.ofVault(
                        core.keys(), List.of(Act.of(ActType.KEYS_ROLLED)), internal, List.of());
        try {
            if (!(core.writer().land(leaf) instanceof Landing.Landed)) {
                throw new IllegalStateException("the leaf of a changed keyring did not land");
            }
        } catch (StoreFault.NoSpace | StoreFault.Failed | VaultFault.Busy e) {
            throw new StoreFault.OutcomeUnknown(
                    "the ways to unlock are changed, but the ledger does not say so", e);
        }
    }
}
