package dev.berth.image.registry;

import dev.berth.http.HttpException;
import dev.berth.image.RegistryFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The manners of talking to a registry. Refusals for want of credentials are answered once; "too many requests" and
 * passing errors of the server are waited out; redirections are followed for what is read only, without credentials as
 * soon as they lead to another host.
 */
final class RegistryCalls implements AutoCloseable {

    private static final int REDIRECTS = 5;
    private static final int TRIES = 5;
    private static final long LONGEST_WAIT_MILLIS = 30_000;

    private final Transport transport;
    private final Authorizer authorizer;
    private final boolean knowsWho;
    private volatile Endpoint endpoint;
    private volatile boolean answered;

    RegistryCalls(Endpoint endpoint, Access access) {
        this.endpoint = endpoint;
        this.transport = new Transport(access.settings());
        this.authorizer = new Authorizer(access, transport);
        this.knowsWho = access.credentials().isPresent();
    }

    /** Where the registry answers. */
    Endpoint endpoint() {
        return endpoint;
    }

    /** Sends a GET as it is: a refusal is the answer. */
    Answer sendOnce(String path, Map<String, String> headers) throws IOException {
        return atEndpoint(path, target -> patient("GET", target, headers, Optional.empty()));
    }

    /** Answers the refusal of a login, with the credentials of another access. */
    Authorizer.Login login(Answer refusal, Access access) throws IOException {
        return new Authorizer(access, transport).login(endpoint, refusal);
    }

    /**
     * Reads, following redirections.
     *
     * @param path at the registry, from {@code /v2/} on
     */
    Answer read(String method, String path, String scope, Map<String, String> headers) throws IOException {
        Answer answer = send(method, path, scope, headers, Optional.empty());
        for (int i = 0; i < REDIRECTS && isRedirection(answer.status()); i++) {
            URI target = location(answer);
            answer.close();
            if (answer.address().getScheme().equals("https") && !"https".equals(target.getScheme())) {
                throw new RegistryFailure("refused the registry's redirection from TLS to " + target.getScheme() + "://"
                        + target.getHost(), 500);
            }
            answer = endpoint.owns(target) ? authorized(method, target, scope, headers, Optional.empty())
                    : patient(method, target, headers, Optional.empty());
        }
        if (isRedirection(answer.status())) {
            answer.close();
            throw new RegistryFailure("the registry redirects more than " + REDIRECTS + " times", 500);
        }
        return answer;
    }

    /**
     * Sends to the registry itself, with credentials when it asks for them. What speaks TLS where plain HTTP was
     * expected (loopback, and what is configured so) is spoken to by TLS from then on.
     */
    Answer send(String method, String path, String scope, Map<String, String> headers, Optional<Transport.Body> body)
            throws IOException {
        return atEndpoint(path, target -> authorized(method, target, scope, headers, body));
    }

    private interface Sending {
        Answer to(URI target) throws IOException;
    }

    private Answer atEndpoint(String path, Sending sending) throws IOException {
        if (answered || !endpoint.isPlain()) {
            return sending.to(endpoint.at(path));
        }
        Answer answer;
        try {
            answer = sending.to(endpoint.at(path));
        } catch (RegistryFailure e) {
            if (!(e.getCause() instanceof HttpException)) {
                throw e;
            }
            endpoint = endpoint.secured();
            return sending.to(endpoint.at(path));
        }
        if (answer.status() == 400 && wantsTls()) {
            answer.close();
            endpoint = endpoint.secured();
            return sending.to(endpoint.at(path));
        }
        answered = true;
        return answer;
    }

    /** Whether the endpoint speaks TLS only; asked by GET, since an answer to HEAD has no body that says so. */
    private boolean wantsTls() throws IOException {
        try (Answer answer = patient("GET", endpoint.at("/v2/"), Map.of(), Optional.empty())) {
            return answer.status() == 400 && answer.wantsTls();
        }
    }

    /** Sends to an address that the registry gave, with credentials only if it is its own. */
    Answer sendTo(String method, URI target, String scope, Map<String, String> headers, Optional<Transport.Body> body)
            throws IOException {
        return endpoint.owns(target) ? authorized(method, target, scope, headers, body)
                : patient(method, target, headers, body);
    }

    private Answer authorized(String method, URI address, String scope, Map<String, String> headers,
            Optional<Transport.Body> body) throws IOException {
        Answer answer = patient(method, address, with(headers, authorizer.header(endpoint, scope)), body);
        if (answer.status() != 401) {
            return answer;
        }
        Optional<String> better = authorizer.answer(endpoint, answer, scope);
        if (better.isEmpty()) {
            return answer;
        }
        answer.close();
        return patient(method, address, with(headers, better), body);
    }

    /** Waits and tries again when the server is busy or in trouble. */
    private Answer patient(String method, URI address, Map<String, String> headers, Optional<Transport.Body> body)
            throws IOException {
        String name = endpoint.owns(address) ? endpoint.name() : address.getAuthority();
        for (int attempt = 1;; attempt++) {
            Answer answer = transport.send(method, address, name, headers, body);
            boolean passing = answer.status() == 429 || answer.status() / 100 == 5 && answer.status() != 501;
            if (!passing || attempt == TRIES) {
                return answer;
            }
            long wait = waitMillis(answer.header("Retry-After"), attempt, Instant.now());
            answer.close();
            try {
                Thread.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new java.io.InterruptedIOException("interrupted while waiting for the registry");
            }
        }
    }

    /** {@code Retry-After}: seconds or a date (RFC 9110, section 10.2.3); without one twice as long each time. */
    static long waitMillis(Optional<String> retryAfter, int attempt, Instant now) {
        long fallback = 200L << attempt;
        if (retryAfter.isEmpty()) {
            return fallback;
        }
        String text = retryAfter.get().strip();
        if (!text.isEmpty() && text.length() < 7 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Math.min(Long.parseLong(text) * 1000, LONGEST_WAIT_MILLIS);
        }
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Math.max(0, Math.min(Duration.between(now, then).toMillis(), LONGEST_WAIT_MILLIS));
        } catch (DateTimeParseException e) {
            return fallback;
        }
    }

    /**
     * Makes an error of an answer that is none of success, and closes it.
     *
     * @param what was asked for, for example {@code the blob sha256:…}
     * @param repository it belongs to
     */
    void expect(Answer answer, String what, String repository) throws IOException {
        if (answer.isSuccess()) {
            return;
        }
        String text = answer.errorText();
        String detail = answer.status() + (text.isEmpty() ? "" : " " + text);
        answer.close();
        String host = endpoint.base().getAuthority();
        throw switch (answer.status()) {
            case 401, 403 -> new RegistryFailure("access denied for " + repository + ", repository does not exist or "
                    + (knowsWho ? "the login at " + host + " does not allow it: "
                    : "may require 'berth login " + host + "': ") + detail, 404);
            case 404 -> new RegistryFailure(what + " was not found at " + host + " (" + detail + ")", 404);
            case 429 -> new RegistryFailure("the registry " + host + " refuses more requests for now (" + detail
                    + "); try again later", 429);
            default -> new RegistryFailure("the registry " + host + " failed at " + what + ": " + detail, 500);
        };
    }

    /** Where an answer points to. */
    static URI location(Answer answer) throws IOException {
        try {
            URI target = answer.address().resolve(answer.header("Location").orElseThrow(
                    () -> new RegistryFailure("the registry answered " + answer.status() + " without Location", 500)));
            if (target.getHost() == null) {
                throw new RegistryFailure("refused to go to " + target + ": a registry is reached by http or https "
                        + "only", 500);
            }
            return target;
        } catch (IllegalArgumentException e) {
            throw new RegistryFailure("the registry answered with a Location that is no address", e);
        }
    }

    private static boolean isRedirection(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static Map<String, String> with(Map<String, String> headers, Optional<String> authorization) {
        Map<String, String> result = new HashMap<>(headers);
        authorization.ifPresent(a -> result.put("Authorization", a));
        return result;
    }

    @Override
    public void close() {
        transport.close();
    }
}
