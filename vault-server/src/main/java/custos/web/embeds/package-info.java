/// Where officers get the shop's forms for its website: what to paste, and how it looks.
@NullMarked
package custos.web.embeds;

import org.jspecify.annotations.NullMarked;
