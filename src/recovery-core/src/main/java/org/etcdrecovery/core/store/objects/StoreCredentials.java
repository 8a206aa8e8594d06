package org.etcdrecovery.core.store.objects;

import java.util.Optional;

/**
 * Credentials that an operator typed. They are never stored.
 *
 * @param accessKey    the access key ID
 * @param secretKey    the secret access key
 * @param sessionToken the token of temporary credentials
 */
public record StoreCredentials(String accessKey, String secretKey, Optional<String> sessionToken) {
    /** Shows no secret, so that no message can. */
    @Override
    public String toString() {
        return "credentials of " + accessKey;
    }
}
