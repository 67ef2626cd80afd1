package dev.berth.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The system's certificate authorities and some more. */
final class TrustedCertificates {

    private TrustedCertificates() {
    }

    /**
     * TLS that trusts the certificates of a file too.
     *
     * @param file PEM
     * @throws IOException if it cannot be read
     */
    static SSLSocketFactory with(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("configured-" + number++, certificate);
            }
            KeyStore system = null;
            for (X509Certificate certificate : manager(system).getAcceptedIssuers()) {
                store.setCertificateEntry("system-" + number++, certificate);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager(store)}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates in " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The trust manager of a store; of the system's for null, as the JDK has it. */
    private static X509TrustManager manager(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("this Java has no X.509 trust manager");
    }
}
