/// The process: reads its settings, opens the vault and puts the surfaces on their listeners. Only
/// here is an adapter named and the system's time taken.
@NullMarked
package custos.server;

import org.jspecify.annotations.NullMarked;
