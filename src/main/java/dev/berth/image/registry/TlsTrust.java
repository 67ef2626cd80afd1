package dev.berth.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whom TLS trusts at a registry, and what it shows of itself: the system's authorities, those that the configuration
 * names, and the files of docker's {@code certs.d/HOST}: {@code *.crt} to trust, {@code *.cert} with {@code *.key} to
 * show.
 */
final class TlsTrust {

    private TlsTrust() {
    }

    /**
     * Sockets for a registry.
     *
     * @param name the registry as references name it
     * @param settings the configuration
     * @throws IOException if a file that is named cannot be read or used
     */
    static SSLSocketFactory of(String name, RegistrySettings settings) throws IOException {
        RegistryHost host = settings.host(name);
        List<Path> authorities = new ArrayList<>(host.ca().stream().toList());
        Optional<Path> certificate = host.clientCertificate();
        Optional<Path> key = host.clientKey();
        Path directory = settings.certificates().resolve(name);
        if (name.indexOf('/') < 0 && Files.isDirectory(directory)) {
            authorities.addAll(files(directory, "*.crt"));
            if (certificate.isEmpty()) {
                certificate = files(directory, "*.cert").stream().findFirst();
                key = certificate.map(c -> c.resolveSibling(c.getFileName().toString().replaceFirst("cert$", "key")));
            }
        }
        if (authorities.isEmpty() && certificate.isEmpty() && !host.insecure()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try {
            KeyManager[] keys = certificate.isEmpty() ? new KeyManager[0] : ClientKey.read(certificate.get(),
                    key.orElse(certificate.get()));
            TrustManager trust = host.insecure() ? new TrustsAll() : manager(store(authorities));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {trust}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates for the registry " + name + " cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private static List<Path> files(Path directory, String pattern) throws IOException {
        List<Path> result = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, pattern)) {
            files.forEach(result::add);
        }
        result.sort(null);
        return result;
    }

    private static KeyStore store(List<Path> files) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Path file : files) {
            for (Certificate certificate : certificates(file)) {
                store.setCertificateEntry("configured-" + number++, certificate);
            }
        }
        KeyStore system = null;
        for (X509Certificate certificate : manager(system).getAcceptedIssuers()) {
            store.setCertificateEntry("system-" + number++, certificate);
        }
        return store;
    }

    /** The certificates of a file in PEM. */
    static List<Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
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

    /** For registries that the configuration calls insecure: the user has decided not to know who answers. */
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
