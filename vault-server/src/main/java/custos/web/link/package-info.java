/// The pages behind mailed links: to unsubscribe, to choose, to confirm. They need no log-in.
@NullMarked
package custos.web.link;

import org.jspecify.annotations.NullMarked;
