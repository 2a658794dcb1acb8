/// What customers did and said, as records of the policy's kinds, and the counter that takes them
/// down.
@NullMarked
package custos.vault.records;

import org.jspecify.annotations.NullMarked;
