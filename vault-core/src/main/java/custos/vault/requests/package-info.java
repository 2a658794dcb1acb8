/// Data subject requests, from the day they come to their answer.
@NullMarked
package custos.vault.requests;

import org.jspecify.annotations.NullMarked;
