/// Backups into a folder, and the mirror that follows every write.
@NullMarked
package custos.vault.backups;

import org.jspecify.annotations.NullMarked;
