/// Who may do what: staff accounts and their log-in, bearer tokens and their scopes, and the one
/// permission table that API, pages and command line ask.
@NullMarked
package custos.access;

import org.jspecify.annotations.NullMarked;
