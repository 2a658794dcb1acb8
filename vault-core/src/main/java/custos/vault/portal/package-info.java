/// A customer's own page: how she gets onto it, and what she corrects there.
@NullMarked
package custos.vault.portal;

import org.jspecify.annotations.NullMarked;
