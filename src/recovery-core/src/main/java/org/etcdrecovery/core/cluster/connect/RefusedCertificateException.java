package org.etcdrecovery.core.cluster.connect;

import java.security.cert.CertificateException;

/** The certificate of a server that was not accepted, and why. Travels as a cause through the TLS library. */
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
