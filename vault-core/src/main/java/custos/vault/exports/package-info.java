/// What leaves the vault for a customer: dossiers, downloads and receipts.
@NullMarked
package custos.vault.exports;

import org.jspecify.annotations.NullMarked;
