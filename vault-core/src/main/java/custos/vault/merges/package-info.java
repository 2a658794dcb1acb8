/// Two customers who are one person: found, joined, parted again.
@NullMarked
package custos.vault.merges;

import org.jspecify.annotations.NullMarked;
