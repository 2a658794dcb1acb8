/// Takes in the spreadsheet it all began in, and takes it back.
@NullMarked
package custos.vault.imports;

import org.jspecify.annotations.NullMarked;
