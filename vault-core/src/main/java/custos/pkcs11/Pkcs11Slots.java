package custos.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import custos.crypto.CryptoFault;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which tokens a PKCS#11 library knows (PKCS #11 v2.40, 5.4 and 5.5). SunPKCS11 takes the number
/// of a slot; people know a token by its label, so the library is asked for it. Needs a C `long` of
/// 8 bytes, as 64-bit Linux and macOS have.
final class Pkcs11Slots implements AutoCloseable {
    /// Functions in `CK_FUNCTION_LIST`, counted behind its version.
    private static final int INITIALIZE = 0;

    private static final int FINALIZE = 1;
    private static final int GET_SLOT_LIST = 4;
    private static final int GET_TOKEN_INFO = 6;
    private static final int FUNCTIONS = 68;

    private static final long OK = 0;
    private static final long ALREADY_INITIALIZED = 0x191;
    private static final long OS_LOCKING_OK = 2;
    private static final int MAX_SLOTS = 256;

    private static final MemoryLayout INITIALIZE_ARGUMENTS =
            MemoryLayout.structLayout(
                    MemoryLayout.sequenceLayout(4, ADDRESS),
                    JAVA_LONG.withName("flags"),
                    ADDRESS.withName("reserved"));
    private static final int LABEL_BYTES = 32;
    private static final MemoryLayout TOKEN_INFO =
            MemoryLayout.structLayout(
                    MemoryLayout.sequenceLayout(LABEL_BYTES, JAVA_BYTE).withName("label"),
                    MemoryLayout.paddingLayout(64),
                    JAVA_LONG.withName("flags"),
                    MemoryLayout.sequenceLayout(10, JAVA_LONG),
                    MemoryLayout.paddingLayout(24));
    private static final long FLAGS =
            TOKEN_INFO.byteOffset(MemoryLayout.PathElement.groupElement("flags"));

    private final Path file;
    private final MemorySegment functions;
    private final boolean initialized;

    /// A token that a library knows.
    ///
    /// @param id the number of the slot that it is in
    /// @param label its owner's, without the spaces that fill it up
    /// @param flags `CKF_...` of `CK_TOKEN_INFO`
    record Token(long id, String label, long flags) {
        private static final long USER_PIN_INITIALIZED = 0x8;
        private static final long INITIALIZED = 0x400;
        private static final long USER_PIN_LOCKED = 0x40000;

        /// Whether somebody set it up.
        boolean isInitialized() {
            return (flags & INITIALIZED) != 0;
        }

        boolean hasPin() {
            return (flags & USER_PIN_INITIALIZED) != 0;
        }

        boolean isLocked() {
            return (flags & USER_PIN_LOCKED) != 0;
        }
    }

    private Pkcs11Slots(Path file, MemorySegment functions) {
        this.file = file;
        this.functions = functions;
        this.initialized = initialize();
    }

    /// The tokens that somebody set up.
    static List<Token> of(Path file) {
        try (var slots = load(file)) {
            return slots.tokens().stream().filter(Token::isInitialized).toList();
        }
    }

    private static Pkcs11Slots load(Path file) {
        MemorySegment getList = library(file).find("C_GetFunctionList").orElse(MemorySegment.NULL);
        if (getList.equals(MemorySegment.NULL)) {
            throw notPkcs11(file);
        }
        MemorySegment functions =
                natively(arena -> {
                    MemorySegment list = arena.allocate(ADDRESS);
                    MethodHandle call = handle(getList, ADDRESS);
                    if ((long) call.invokeExact(list) != OK) {
                        throw notPkcs11(file);
                    }
                    return list.get(ADDRESS, 0).reinterpret((1 + FUNCTIONS) * ADDRESS.byteSize());
                });
        return new Pkcs11Slots(file, functions);
    }

    /// For as long as the process lives: SunPKCS11 goes on using it.
    private static SymbolLookup library(Path file) {
        try {
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new CryptoFault.TokenFailed(
                    "the PKCS#11 module " + file + " is not there, or cannot be loaded", e);
        }
    }

    private static CryptoFault.TokenFailed notPkcs11(Path file) {
        return new CryptoFault.TokenFailed(file + " is no PKCS#11 module");
    }

    private static MethodHandle handle(MemorySegment function, ValueLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(function, FunctionDescriptor.of(JAVA_LONG, arguments));
    }

    private MethodHandle handle(int function, ValueLayout... arguments) {
        long offset = (1 + function) * ADDRESS.byteSize();
        return handle(functions.get(ADDRESS, offset), arguments);
    }

    /// @return whether nobody in this process had, so that it is up to us to end it
    private boolean initialize() {
        return natively(arena -> {
            MemorySegment arguments = arena.allocate(INITIALIZE_ARGUMENTS);
            long flags =
                    INITIALIZE_ARGUMENTS.byteOffset(MemoryLayout.PathElement.groupElement("flags"));
            arguments.set(JAVA_LONG, flags, OS_LOCKING_OK);
            long code = (long) handle(INITIALIZE, ADDRESS).invokeExact(arguments);
            if (code != ALREADY_INITIALIZED) {
                require(code);
            }
            return code == OK;
        });
    }

    private List<Token> tokens() {
        return natively(arena -> {
            MemorySegment count = arena.allocate(JAVA_LONG);
            count.set(JAVA_LONG, 0, MAX_SLOTS);
            MemorySegment ids = arena.allocate(JAVA_LONG, MAX_SLOTS);
            MethodHandle list = handle(GET_SLOT_LIST, JAVA_BYTE, ADDRESS, ADDRESS);
            byte withToken = 1;
            require((long) list.invokeExact(withToken, ids, count));
            MethodHandle info = handle(GET_TOKEN_INFO, JAVA_LONG, ADDRESS);
            var tokens = new ArrayList<Token>();
            for (int i = 0; i < Math.min(count.get(JAVA_LONG, 0), MAX_SLOTS); i++) {
                long id = ids.getAtIndex(JAVA_LONG, i);
                MemorySegment told = arena.allocate(TOKEN_INFO);
                // A token that is pulled meanwhile is none.
                if ((long) info.invokeExact(id, told) == OK) {
                    byte[] label = told.asSlice(0, LABEL_BYTES).toArray(JAVA_BYTE);
                    String text = new String(label, StandardCharsets.UTF_8).stripTrailing();
                    tokens.add(new Token(id, text, told.get(JAVA_LONG, FLAGS)));
                }
            }
            return tokens;
        });
    }

    private void require(long code) {
        if (code != OK) {
            throw new CryptoFault.TokenFailed(
                    "the PKCS#11 module %s failed (0x%x)".formatted(file, code));
        }
    }

    @Override
    public void close() {
        if (initialized) {
            long code =
                    natively(_ -> (long) handle(FINALIZE, ADDRESS).invokeExact(MemorySegment.NULL));
            require(code);
        }
    }

    /// What is called outside Java, with memory that is given back afterwards.
    private interface Call<T> {
        T with(Arena arena) throws Throwable;
    }

    private static <T> T natively(Call<T> call) {
        try (Arena arena = Arena.ofConfined()) {
            return call.with(arena);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
