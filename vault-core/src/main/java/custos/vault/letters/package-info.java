/// Letters to customers that wait to be sent.
@NullMarked
package custos.vault.letters;

import org.jspecify.annotations.NullMarked;
