/// Canonical JSON (RFC 8785, restricted): the one encoding that is hashed, sealed and signed.
@NullMarked
package custos.json;

import org.jspecify.annotations.NullMarked;
