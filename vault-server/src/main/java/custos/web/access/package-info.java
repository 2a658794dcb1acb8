/// Pages about being here: logging in and out, the first set-up, one's own account.
@NullMarked
package custos.web.access;

import org.jspecify.annotations.NullMarked;
