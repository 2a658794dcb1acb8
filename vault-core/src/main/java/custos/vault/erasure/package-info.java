/// What goes and what must stay: erasure, retention and legal holds.
@NullMarked
package custos.vault.erasure;

import org.jspecify.annotations.NullMarked;
