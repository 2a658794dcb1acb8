/// The use cases: the only place that sees plaintext, keys and events together.
@NullMarked
package custos.vault;

import org.jspecify.annotations.NullMarked;
