package org.etcdrecovery.core.cluster.connect;

import static io.soabase.recordbuilder.core.RecordBuilder.ConcreteSettersForOptionalMode.ENABLED;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to authenticate the servers, and this client to them. All files are PEM; settings that are not given are empty.
 *
 * @param ca          certificates of the authorities to trust; by default those that Java trusts
 * @param certificate the certificate to show, followed by its intermediates
 * @param key         its private key: PKCS#8, PKCS#1 or SEC 1, not encrypted
 * @param serverName  the name that each server's certificate must cover, instead of the host of its endpoint
 * @param skipVerify  whether any certificate is accepted: then nothing proves who answers
 */
@RecordBuilder
@RecordBuilder.Options(emptyDefaultForOptional = true, addConcreteSettersForOptional = ENABLED)
public record TlsSettings(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key,
        Optional<String> serverName, boolean skipVerify) {

    /** Trusts the authorities that Java trusts and shows no certificate. */
    public static final TlsSettings NONE = TlsSettingsBuilder.builder().build();

    /** Whether a setting is given that only makes sense with TLS: endpoints without a scheme then use TLS. */
    public boolean isSet() {
        return ca.isPresent() || certificate.isPresent() || key.isPresent() || serverName.isPresent();
    }
}
