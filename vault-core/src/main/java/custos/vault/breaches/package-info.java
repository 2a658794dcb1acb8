/// The files of breaches of personal data, and who was affected.
@NullMarked
package custos.vault.breaches;

import org.jspecify.annotations.NullMarked;
