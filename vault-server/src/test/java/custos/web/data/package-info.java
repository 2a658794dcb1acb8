/// Lists and figures beside the files that they were made of: the files come in by an import, the
/// numbers come out of the pages, and each is added up a second time here from the file alone.
@NullMarked
package custos.web.data;

import org.jspecify.annotations.NullMarked;
