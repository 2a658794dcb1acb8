/// Looks over the whole vault and says what does not agree.
@NullMarked
package custos.vault.inspection;

import org.jspecify.annotations.NullMarked;
