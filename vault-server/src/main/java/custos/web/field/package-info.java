/// The policy's fields as pages show them: the boxes of a form, filled and read, and values in
/// words.
@NullMarked
package custos.web.field;

import org.jspecify.annotations.NullMarked;
