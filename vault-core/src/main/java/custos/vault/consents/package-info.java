/// What customers agreed to: answers, letters that ask, links that end it, and whether data may be
/// used.
@NullMarked
package custos.vault.consents;

import org.jspecify.annotations.NullMarked;
