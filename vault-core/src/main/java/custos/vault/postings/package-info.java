/// Public forms of the shop's site: taken, and put to a customer once the letter's link was
/// followed.
@NullMarked
package custos.vault.postings;

import org.jspecify.annotations.NullMarked;
