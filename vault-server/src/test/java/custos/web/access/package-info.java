@NullMarked
package custos.web.access;

import org.jspecify.annotations.NullMarked;
