package org.etcdrecovery.core.snapshot;

/** What wrote a keyspace, as far as its keys tell. */
public enum Platform {
    /** Kubernetes: keys under {@code /registry/}. */
    KUBERNETES,
    /** k3s or rke2, which also keep their certificates in etcd, under {@code /bootstrap/}. */
    K3S,
    /** OpenShift, whose API servers write under {@code /kubernetes.io/}. */
    OPENSHIFT
}
