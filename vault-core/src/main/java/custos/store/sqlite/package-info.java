/// The vault's rows in one SQLite file: the port's default adapter.
@NullMarked
package custos.store.sqlite;

import org.jspecify.annotations.NullMarked;
