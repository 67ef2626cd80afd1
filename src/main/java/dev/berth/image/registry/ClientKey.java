package dev.berth.image.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** The certificate that Berth shows to a registry, and its key. */
final class ClientKey {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final String PKCS1 = "-----BEGIN RSA PRIVATE KEY-----";

    private ClientKey() {
    }

    /**
     * Reads both.
     *
     * @param certificate PEM, the certificate and those that signed it
     * @param key PEM, PKCS #8 without a password
     * @throws IOException if a file cannot be read or is of another kind
     */
    static KeyManager[] read(Path certificate, Path key) throws IOException, GeneralSecurityException {
        List<Certificate> chain = TlsTrust.certificates(certificate);
        if (chain.isEmpty()) {
            throw new IOException("there is no certificate in " + certificate);
        }
        char[] password = new char[0];
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("client", key(key, chain.get(0).getPublicKey().getAlgorithm()), password,
                chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private static PrivateKey key(Path file, String algorithm) throws IOException, GeneralSecurityException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException("the key " + file + " is not in PKCS #8 without a password"
                    + (text.contains(PKCS1) ? "; 'openssl pkcs8 -topk8 -nocrypt -in " + file + "' turns it into that"
                    : ""));
        }
        byte[] bytes = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }
}
