package dev.berth.kernel;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import jnr.ffi.LibraryLoader;

/**
 * SHA-256 by OpenSSL's libcrypto, where the machine has it: twenty times as fast as the JDK's as long as only the JVM's
 * first compiler runs, since the JDK reaches the processor's instructions for it by the second one alone. Its state is
 * memory of this object (SHA256_CTX is the same since OpenSSL 0.9.8), so nothing has to be freed.
 */
public final class NativeSha256 extends MessageDigest {

    private static final System.Logger LOG = System.getLogger(NativeSha256.class.getName());
    /** The names of the library in OpenSSL 3 and 1.1. */
    private static final String[] NAMES = {"libcrypto.so.3", "libcrypto.so.1.1"};
    private static final int LENGTH = 32;
    /** Larger than {@code sizeof(SHA256_CTX)}, 112 bytes. */
    private static final int STATE = 256;
    private static final int PIECE = 64 * 1024;
    private static final int INPUT = STATE + LENGTH;

    private final Functions functions;
    private final NativeBuffer memory = NativeBuffer.allocate(INPUT + PIECE);

    private NativeSha256(Functions functions) {
        super("SHA-256");
        this.functions = functions;
        engineReset();
    }

    /** A new hash function; empty where there is no libcrypto. */
    public static Optional<MessageDigest> create() {
        return Library.FUNCTIONS.map(NativeSha256::new);
    }

    /** Of libcrypto, openssl/sha.h. */
    public interface Functions {
        int SHA256_Init(long state);

        int SHA256_Update(long state, long data, long length);

        int SHA256_Final(long digest, long state);
    }

    @Override
    protected int engineGetDigestLength() {
        return LENGTH;
    }

    @Override
    protected void engineUpdate(byte input) {
        engineUpdate(new byte[] {input}, 0, 1);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        for (int done = 0; done < length; done += PIECE) {
            int n = Math.min(PIECE, length - done);
            Scratch.putBytes(memory.address() + INPUT, input, offset + done, n);
            succeeded(functions.SHA256_Update(memory.address(), memory.address() + INPUT, n));
        }
    }

    @Override
    protected void engineUpdate(ByteBuffer input) {
        if (!input.isDirect()) {
            super.engineUpdate(input);
            return;
        }
        succeeded(functions.SHA256_Update(memory.address(), MappedMemory.address(input), input.remaining()));
        input.position(input.limit());
    }

    @Override
    protected byte[] engineDigest() {
        byte[] digest = new byte[LENGTH];
        succeeded(functions.SHA256_Final(memory.address() + STATE, memory.address()));
        Scratch.getBytes(memory.address() + STATE, digest, 0, LENGTH);
        engineReset();
        return digest;
    }

    @Override
    protected int engineDigest(byte[] buffer, int offset, int length) throws DigestException {
        if (length < LENGTH) {
            throw new DigestException("a SHA-256 digest takes " + LENGTH + " bytes, not " + length);
        }
        System.arraycopy(engineDigest(), 0, buffer, offset, LENGTH);
        return LENGTH;
    }

    @Override
    protected void engineReset() {
        succeeded(functions.SHA256_Init(memory.address()));
    }

    private static void succeeded(int result) {
        if (result != 1) {
            throw new IllegalStateException("libcrypto refused to compute SHA-256");
        }
    }

    /** Loaded with the first hash function, not with the engine. */
    private static final class Library {
        static final Optional<Functions> FUNCTIONS = Arrays.stream(NAMES).map(Library::load).flatMap(Optional::stream)
                .findFirst();

        private Library() {
        }

        private static Optional<Functions> load(String name) {
            try {
                return Optional.of(LibraryLoader.create(Functions.class).failImmediately().load(name));
            } catch (UnsatisfiedLinkError e) {
                LOG.log(Level.DEBUG, "SHA-256 is not computed by {0}: {1}", name, e.getMessage());
                return Optional.empty();
            }
        }
    }
}
