package custos.vault.core;

import custos.crypto.CryptoFault;
import custos.crypto.DataKey;
import custos.crypto.RowPlace;
import custos.vault.rows.CustomerFile;
import java.util.Base64;
import java.util.Optional;

/// Values that the vault hands out and does not keep (ADR 0007): sealed under the customer's
/// contact key like a row of its own, so that they open for her alone and die with her.
///
/// @param purpose what they are for, as in [RowPlace]
/// @param maxChars no longer text is looked at
public record SealedNotes(Core core, String purpose, int maxChars) {

    public String seal(DataKey contactKey, String place, byte[] plain) {
        byte[] sealed = contactKey.sealRow(RowPlace.of(purpose, place), plain);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /// @return empty for anything that was not sealed for this customer, purpose and place
    public Optional<byte[]> open(CustomerFile file, String place, String note) {
        if (note.length() > maxChars) {
            return Optional.empty();
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(note);
            int generation = DataKey.generationOfRow(sealed);
            return Optional.of(
                    file.key(core.policies().contactClass(), generation)
                            .openRow(RowPlace.of(purpose, place), sealed));
        } catch (IllegalArgumentException | CryptoFault forged) {
            return Optional.empty();
        }
    }
}
