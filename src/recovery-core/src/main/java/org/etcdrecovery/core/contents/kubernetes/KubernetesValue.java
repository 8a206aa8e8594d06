package org.etcdrecovery.core.contents.kubernetes;

import java.util.Optional;

/** A value that an API server has stored. */
public sealed interface KubernetesValue
        permits KubernetesObject, KubernetesValue.Encrypted, KubernetesValue.Unreadable {
    /** The largest value that is decoded, in bytes: ten times what an etcd with usual settings takes. */
    int LARGEST = 16 << 20;

    /**
     * Reads a value.
     *
     * @param value       all its bytes; not changed
     * @param modRevision the revision of its last write, which an API server shows as the object's resource version
     * @return empty if the value is in none of the forms in which API servers store objects
     */
    static Optional<KubernetesValue> read(byte[] value, long modRevision) {
        return ValueReader.read(value, modRevision);
    }

    /**
     * A value that an API server has encrypted. Only the server, or its KMS, has the key.
     *
     * @param provider its provider in the encryption configuration, such as {@code aescbc} or {@code kms}
     * @param version  the version of the provider's format, such as {@code v1}
     * @param keyName  the name of the key, or of the KMS plugin; shortened and escaped
     */
    record Encrypted(String provider, String version, String keyName) implements KubernetesValue {}

    /**
     * A value that begins as API servers begin theirs, but cannot be decoded.
     *
     * @param why one sentence without an end, such as "its protobuf is damaged or cut off"
     */
    record Unreadable(String why) implements KubernetesValue {}
}
