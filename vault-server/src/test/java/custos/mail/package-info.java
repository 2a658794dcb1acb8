/// Letters as a mail server takes them: real SMTP on this machine, and a server that says no.
@NullMarked
package custos.mail;

import org.jspecify.annotations.NullMarked;
