package org.etcdrecovery.console.deliver;

import org.etcdrecovery.core.deliver.ServiceForm;

/** What starts a member on its host. */
public enum ServiceKind {
    /** A unit of systemd. */
    SYSTEMD("etcd.service"),
    /** A manifest in the directory of a kubelet. */
    STATIC_POD("/etc/kubernetes/manifests/etcd.yaml"),
    /** The operator starts it. */
    NONE("");

    private final String usual;

    ServiceKind(String usual) {
        this.usual = usual;
    }

    /** The unit or manifest of packages and kubeadm; empty without a service. */
    String usual() {
        return usual;
    }

    /**
     * The service of this kind.
     *
     * @throws IllegalArgumentException if the name is not one of such a service; the message says why
     */
    ServiceForm named(String name) {
        return switch (this) {
            case SYSTEMD -> new ServiceForm.Systemd(name);
            case STATIC_POD -> new ServiceForm.StaticPod(name);
            case NONE -> new ServiceForm.None();
        };
    }
}
