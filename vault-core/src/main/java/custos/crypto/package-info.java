/// Keys, ciphertexts and keyed tokens: a library of its own that knows nothing of customers.
@NullMarked
package custos.crypto;

import org.jspecify.annotations.NullMarked;
