/// The file of a breach of personal data and by when whom to tell of it: rules alone, without keys,
/// rows or words.
@NullMarked
package custos.breach;

import org.jspecify.annotations.NullMarked;
