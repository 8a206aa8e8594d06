package org.etcdrecovery.core.store.objects;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.store.objects.StoreException.Reason;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/** What a broken connection means to an operator. */
final class ConnectionFailures {
    private static final int DEEPEST = 20;

    private ConnectionFailures() {}

    /**
     * Explains a failure.
     *
     * @param subject what was asked for
     * @return null if it was not the connection that failed
     */
    static @Nullable StoreException explained(String subject, Throwable failure) {
        Throwable each = failure;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            StoreException known = known(subject, each);
            if (known != null) {
                return known;
            }
            each = each.getCause();
        }
        return null;
    }

    private static @Nullable StoreException known(String subject, Throwable failure) {
        return switch (failure) {
            case StoreException e -> e;
            case UnknownHostException e -> unreachable(subject, "no name server knows its host", e);
            case UnresolvedAddressException e -> unreachable(subject, "no name server knows its host", e);
            case ConnectException e -> unreachable(subject, "nothing accepts a connection there", e);
            case NoRouteToHostException e -> unreachable(subject, "no route leads to its host", e);
            case HttpTimeoutException e -> unreachable(subject, "it does not answer", e);
            case SocketTimeoutException e -> unreachable(subject, "it does not answer", e);
            case CertificateException e -> untrusted(subject, e);
            case SSLException e when !(e.getCause() instanceof IOException) && e.getCause() != null -> null;
            case SSLException e ->
                new StoreException(Reason.TLS, subject + ": TLS fails (" + Shown.name(String.valueOf(e.getMessage()))
                        + "); check that the server speaks TLS on that port", e);
            default -> null;
        };
    }

    private static StoreException unreachable(String subject, String why, Exception cause) {
        return new StoreException(Reason.UNREACHABLE,
                subject + " cannot be reached: " + why + "; check the endpoint and the network", cause);
    }

    private static StoreException untrusted(String subject, CertificateException cause) {
        return new StoreException(Reason.TLS, subject + ": the certificate of its server cannot be verified ("
                + Shown.name(String.valueOf(cause.getMessage()))
                + "); " + Advised.STORE_CA, cause);
    }
}
