@NullMarked
package custos.web.admin;

import org.jspecify.annotations.NullMarked;
