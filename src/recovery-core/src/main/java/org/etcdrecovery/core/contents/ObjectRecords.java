package org.etcdrecovery.core.contents;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity;
import org.etcdrecovery.core.keyspace.KeyValueReader;

/** Finds the objects of Kubernetes among records: most other values are told by their first byte. */
public final class ObjectRecords {
    /** Enough to tell the values of API servers by their beginning. */
    private static final int BEGINNING = 8;

    private ObjectRecords() {}

    /** Whether the value of a record begins as those of API servers do; other values may begin so too. */
    static boolean mayBeObject(ByteBuffer buffer, KeyValueReader keyValue) {
        return keyValue.valueLength() > 0 && ObjectIdentity.mayBegin(buffer.get(keyValue.valueStart()));
    }

    /** Whether the value of a record begins as only those of API servers do. */
    public static boolean isOfApiServer(ByteBuffer buffer, KeyValueReader keyValue) {
        return ObjectIdentity.isOfApiServer(keyValue.value(buffer, BEGINNING));
    }

    /** Reads the value of a record; empty if it is not an object, is encrypted, too large or cannot be decoded. */
    public static Optional<ObjectIdentity> identity(ByteBuffer buffer, KeyValueReader keyValue) {
        return mayBeObject(buffer, keyValue) && keyValue.valueLength() <= KubernetesValue.LARGEST
                ? ObjectIdentity.read(keyValue.value(buffer, Integer.MAX_VALUE))
                : Optional.empty();
    }
}
