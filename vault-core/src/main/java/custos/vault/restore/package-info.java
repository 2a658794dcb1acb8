/// Makes a vault of the bundles that a backup wrote.
@NullMarked
package custos.vault.restore;

import org.jspecify.annotations.NullMarked;
