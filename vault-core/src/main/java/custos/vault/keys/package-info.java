/// The vault's keys: what there is, how old it is, and how each is replaced.
@NullMarked
package custos.vault.keys;

import org.jspecify.annotations.NullMarked;
