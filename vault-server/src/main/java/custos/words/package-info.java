/// The words that pages and mails show: one file a language, held against one another whole.
@NullMarked
package custos.words;

import org.jspecify.annotations.NullMarked;
