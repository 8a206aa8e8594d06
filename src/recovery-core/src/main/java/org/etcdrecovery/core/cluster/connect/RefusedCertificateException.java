package org.etcdrecovery.core.cluster.connect;

import java.security.cert.CertificateException;

/** Why a server's certificate was refused. Travels through the TLS library as a cause. */
final class RefusedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    RefusedCertificateException(Failure failure, CertificateException cause) {
        super(failure.what(), cause);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
