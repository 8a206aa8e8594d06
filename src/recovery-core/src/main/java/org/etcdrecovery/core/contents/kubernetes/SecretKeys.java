package org.etcdrecovery.core.contents.kubernetes;

/** Recognises the keys whose values are shown only when the operator asks for them. */
public final class SecretKeys {
    private static final String SECRETS = "/secrets/";

    private SecretKeys() {}

    /** Whether this is the key of a Kubernetes or OpenShift secret, under any prefix that the API server may use. */
    public static boolean mayHoldSecret(String key) {
        return key.startsWith("/") && key.contains(SECRETS);
    }
}
