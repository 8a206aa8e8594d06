package org.etcdrecovery.core.contents;

import java.util.Optional;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Encrypted;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Unreadable;
import org.etcdrecovery.core.contents.kubernetes.SecretKeys;

/** Decides which values are shown only when the operator asks for them. */
public final class Secrecy {
    private Secrecy() {}

    /**
     * Whether the bytes of a value hold a secret: it is a Kubernetes object that holds one, or something else in its
     * place. What Kubernetes has encrypted can be shown.
     *
     * @param key   the key as {@link KeyRow#text} shows it
     * @param value what {@link KubernetesValue#read} made of the whole value
     */
    public static boolean isSecret(String key, Optional<KubernetesValue> value) {
        if (value.isEmpty()) {
            return SecretKeys.mayHoldSecret(key);
        }
        return switch (value.get()) {
            case KubernetesObject object -> object.isSecret();
            case Encrypted _ -> false;
            case Unreadable _ -> SecretKeys.mayHoldSecret(key);
        };
    }
}
