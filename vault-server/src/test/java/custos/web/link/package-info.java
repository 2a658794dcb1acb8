/// Mailed links as browsers, mail providers and link scanners use them.
@NullMarked
package custos.web.link;

import org.jspecify.annotations.NullMarked;
