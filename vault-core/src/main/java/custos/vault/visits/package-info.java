/// Visits to the shop's own website, kept with consent alone.
@NullMarked
package custos.vault.visits;

import org.jspecify.annotations.NullMarked;
