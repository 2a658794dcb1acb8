/// The two faces: which pages are put on which listener.
@NullMarked
package custos.web.face;

import org.jspecify.annotations.NullMarked;
