/// The pages of the files of breaches of personal data.
@NullMarked
package custos.web.breach;

import org.jspecify.annotations.NullMarked;
