/// The pages by which a spreadsheet comes in: what it holds, what its columns mean, by which rules,
/// what that would do, and the way back.
@NullMarked
package custos.web.imports;

import org.jspecify.annotations.NullMarked;
