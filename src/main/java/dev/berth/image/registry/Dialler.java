package dev.berth.image.registry;

import dev.berth.http.ChannelInput;
import dev.berth.http.ChannelOutput;
import dev.berth.http.Headers;
import dev.berth.http.RequestHead;
import dev.berth.http.ResponseHead;
import dev.berth.image.RegistryFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Makes connections: plain or by TLS, directly or through a proxy. */
final class Dialler {

    private static final int CONNECT_MILLIS = 15_000;
    private static final int HANDSHAKE_MILLIS = 30_000;

    private final RegistrySettings settings;
    private final Map<String, SSLSocketFactory> factories = new HashMap<>();

    Dialler(RegistrySettings settings) {
        this.settings = settings;
    }

    /** The proxy that plain requests to an address are sent to, with the whole address. */
    Optional<URI> plainProxy(URI target) {
        return target.getScheme().equals("http") ? settings.proxies().of(target) : Optional.empty();
    }

    /** Scheme, host and port. */
    static String origin(URI target) {
        return target.getScheme() + "://" + target.getHost().toLowerCase(java.util.Locale.ROOT) + ':'
                + Endpoint.port(target);
    }

    /**
     * Connects.
     *
     * @param target http or https
     * @param name what the configuration calls the registry that it belongs to
     * @throws IOException if nobody answers, or it is not whom its certificate should name
     */
    Connection connect(URI target, String name) throws IOException {
        Optional<URI> proxy = settings.proxies().of(target);
        Socket wire = proxy.isPresent() ? open(proxy.get().getHost(), Endpoint.port(proxy.get()))
                : open(bare(target.getHost()), Endpoint.port(target));
        boolean done = false;
        try {
            wire.setTcpNoDelay(true);
            Socket socket = wire;
            if (target.getScheme().equals("https")) {
                wire.setSoTimeout(HANDSHAKE_MILLIS);
                if (proxy.isPresent()) {
                    tunnel(wire, target, proxy.get());
                }
                socket = secured(wire, target, name);
            }
            Connection connection = new Connection(origin(target), wire, socket);
            done = true;
            return connection;
        } finally {
            if (!done) {
                wire.close();
            }
        }
    }

    private static Socket open(String host, int port) throws IOException {
        IOException last = new IOException("no such host " + host);
        for (InetAddress address : InetAddress.getAllByName(host)) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    private SSLSocket secured(Socket wire, URI target, String name) throws IOException {
        SSLSocket socket = (SSLSocket) factory(name).createSocket(wire, bare(target.getHost()), Endpoint.port(target),
                true);
        if (!settings.host(name).insecure()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        return socket;
    }

    private synchronized SSLSocketFactory factory(String name) throws IOException {
        SSLSocketFactory factory = factories.get(name);
        if (factory == null) {
            factory = TlsTrust.of(name, settings);
            factories.put(name, factory);
        }
        return factory;
    }

    private static void tunnel(Socket wire, URI target, URI proxy) throws IOException {
        String authority = target.getHost() + ':' + Endpoint.port(target);
        Headers headers = new Headers().add("Host", authority);
        authorization(proxy).ifPresent(value -> headers.add("Proxy-Authorization", value));
        ChannelOutput out = new ChannelOutput(new StreamChannel.Output(wire.getOutputStream()));
        new RequestHead("CONNECT", authority, 1, headers).write(out);
        out.flush();
        // nothing follows the answer until this side speaks, so the buffer keeps nothing back
        ResponseHead answer = ResponseHead.read(new ChannelInput(new StreamChannel.Input(wire.getInputStream())));
        if (answer.status() / 100 != 2) {
            throw new RegistryFailure("the proxy " + proxy.getHost() + " does not lead to " + authority + ": "
                    + answer.status() + ' ' + answer.reason(), 500);
        }
    }

    /** What a proxy is told of who one is, from the user and password in its address. */
    static Optional<String> authorization(URI proxy) {
        return Optional.ofNullable(proxy.getUserInfo()).map(user -> "Basic " + Base64.getEncoder().encodeToString(
                user.getBytes(StandardCharsets.UTF_8)));
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
