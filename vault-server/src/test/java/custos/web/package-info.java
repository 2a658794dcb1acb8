/// Pages asked for over HTTP, as a browser asks: a shop with staff and customers, and visitors.
@NullMarked
package custos.web;

import org.jspecify.annotations.NullMarked;
