package org.etcdrecovery.core.contents.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.etcdrecovery.core.contents.KeyRow;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity;
import org.etcdrecovery.core.keyspace.GoQuote;

/**
 * An object of Kubernetes that exists at the last revision of a snapshot.
 *
 * @param row      its key
 * @param identity what it is called and what it belongs to
 */
public record StoredObject(KeyRow row, ObjectIdentity identity) {
    /** The length of its key and value in bytes. */
    public long bytes() {
        return (long) row.key().length + row.valueSize();
    }

    /** Its kind with its group unless that is the core group, such as {@code Deployment.apps}; escaped. */
    public String kind() {
        return kind(identity.apiVersion(), identity.kind());
    }

    static String kind(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return escaped(slash < 0 ? kind : kind + "." + apiVersion.substring(0, slash));
    }

    /** Its namespace, escaped; empty for an object of the cluster. */
    public String namespace() {
        return escaped(identity.namespace());
    }

    /** Its name with its namespace if it has one, such as {@code shop/web}; escaped. */
    public String name() {
        return escaped(identity.namespace().isEmpty()
                ? identity.name()
                : identity.namespace() + "/" + identity.name());
    }

    static String escaped(String text) {
        return GoQuote.escape(text.getBytes(UTF_8));
    }
}
