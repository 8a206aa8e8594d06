package org.etcdrecovery.core.cluster.connect;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to know the servers, and how to be known by them. All files are PEM.
 *
 * @param ca          certificates of the authorities to trust; without it those that Java trusts
 * @param certificate the certificate to show, followed by its intermediates
 * @param key         its private key: PKCS#8, PKCS#1 or SEC 1, not encrypted
 * @param serverName  the name that the certificate of each server must cover, instead of the host of its endpoint
 * @param skipVerify  accept any certificate: whoever answers will be believed
 */
public record TlsSettings(@Nullable Path ca, @Nullable Path certificate, @Nullable Path key,
        @Nullable String serverName, boolean skipVerify) {

    /** Trusts what Java trusts and shows nothing. */
    public static final TlsSettings NONE = new TlsSettings(null, null, null, null, false);

    /** Whether anything is set that only makes sense with TLS, so that endpoints without a scheme use it. */
    public boolean isSet() {
        return ca != null || certificate != null || key != null || serverName != null;
    }
}
