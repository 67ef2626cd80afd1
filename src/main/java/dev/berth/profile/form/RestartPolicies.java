package dev.berth.profile.form;

import dev.berth.profile.RestartPolicy;

/** Restart policies: {@code no}, {@code always}, {@code unless-stopped}, {@code on-failure[:n]}. */
public final class RestartPolicies {

    /** What a policy may look like, for error messages. */
    public static final String ACCEPTED = "\"no\", \"always\", \"unless-stopped\" or \"on-failure[:n]\"";

    private RestartPolicies() {
    }

    /**
     * Reads a policy; empty is {@code no}.
     *
     * @param text docker's form
     * @return the policy
     * @throws FormException in docker's wording
     */
    public static RestartPolicy parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (colon == 0) {
            throw new FormException("invalid restart policy format: no policy provided before colon");
        }
        RestartPolicy.Kind kind = kind(name);
        if (colon < 0) {
            return new RestartPolicy(kind, 0);
        }
        int count;
        try {
            count = Integer.parseInt(text.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw new FormException("invalid restart policy format: maximum retry count must be an integer");
        }
        if (count < 0) {
            throw new FormException("invalid restart policy: maximum retry count cannot be negative");
        }
        if (kind != RestartPolicy.Kind.ON_FAILURE && count != 0) {
            throw new FormException(
                    "invalid restart policy: maximum retry count can only be used with 'on-failure'");
        }
        return new RestartPolicy(kind, count);
    }

    private static RestartPolicy.Kind kind(String name) {
        if (name.isEmpty()) {
            return RestartPolicy.Kind.NO;
        }
        for (RestartPolicy.Kind kind : RestartPolicy.Kind.values()) {
            if (kind.text().equals(name)) {
                return kind;
            }
        }
        throw new FormException("invalid restart policy: unknown policy '" + name
                + "'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'");
    }

    /**
     * Writes a policy.
     *
     * @param policy the policy
     * @return docker's form
     */
    public static String format(RestartPolicy policy) {
        return policy.maximumRetries() == 0 ? policy.kind().text()
                : policy.kind().text() + ":" + policy.maximumRetries();
    }
}
