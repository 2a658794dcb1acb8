/// The slow hash of passphrases and passwords: an adapter over the reference Argon2 library.
@NullMarked
package custos.argon2;

import org.jspecify.annotations.NullMarked;
