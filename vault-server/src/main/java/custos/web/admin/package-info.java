/// The pages of the administrator: accounts, sessions, tokens. She sees no customer's value.
@NullMarked
package custos.web.admin;

import org.jspecify.annotations.NullMarked;
