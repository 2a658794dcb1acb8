/// What somebody may ask of a shop that keeps her data, by when an answer is due, and which way a
/// request goes: rules alone, without keys, rows or words.
@NullMarked
package custos.request;

import org.jspecify.annotations.NullMarked;
