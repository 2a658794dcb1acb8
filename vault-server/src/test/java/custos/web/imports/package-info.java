/// Tests of the pages by which a spreadsheet comes in.
@NullMarked
package custos.web.imports;

import org.jspecify.annotations.NullMarked;
