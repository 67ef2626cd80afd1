package dev.berth.shell.login;

import dev.berth.session.Session;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The proxies that docker's {@code config.json} gives to builds: {@code proxies}, by engine or {@code default}. */
public final class ClientProxies {

    private static final List<String> KEYS = List.of("httpProxy", "httpsProxy", "noProxy", "ftpProxy", "allProxy");

    private ClientProxies() {
    }

    /**
     * The proxies by variable, in capitals and small letters.
     *
     * @param session whose file it is
     * @param host the engine's address
     * @throws IOException if the file cannot be read
     */
    public static Map<String, String> variables(Session session, String host) throws IOException {
        Map<String, Object> proxies = DockerConfig.read(session).proxies(host);
        Map<String, String> result = new LinkedHashMap<>();
        for (String key : KEYS) {
            if (proxies.get(key) instanceof String value && !value.isEmpty()) {
                String variable = key.replace("Proxy", "_PROXY").toUpperCase(Locale.ROOT);
                result.put(variable, value);
                result.put(variable.toLowerCase(Locale.ROOT), value);
            }
        }
        return result;
    }
}
