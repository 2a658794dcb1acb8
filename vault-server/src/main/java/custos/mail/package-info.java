/// Outgoing mail: letters from the outbox in the reader's words, sent by SMTP or put into a folder.
@NullMarked
package custos.mail;

import org.jspecify.annotations.NullMarked;
