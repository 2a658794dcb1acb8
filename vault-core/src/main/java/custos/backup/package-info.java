/// What a backup is made of: rows, bundles, and the folder that keeps them. Knows no key but the
/// one of the bundle itself, and opens no row.
@NullMarked
package custos.backup;

import org.jspecify.annotations.NullMarked;
