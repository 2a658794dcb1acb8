@NullMarked
package custos.web.site;

import org.jspecify.annotations.NullMarked;
