/// Keys on hardware: an adapter over the JDK's SunPKCS11 and a device's own PKCS#11 library.
@NullMarked
package custos.pkcs11;

import org.jspecify.annotations.NullMarked;
