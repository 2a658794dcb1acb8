/// Answers that nobody gave under her name, and what they come to: rules alone, without keys or
/// rows.
@NullMarked
package custos.survey;

import org.jspecify.annotations.NullMarked;
