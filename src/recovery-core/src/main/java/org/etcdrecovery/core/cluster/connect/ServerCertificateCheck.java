package org.etcdrecovery.core.cluster.connect;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;

/**
 * Checks the certificates of servers as Java does, but explains why it refuses one: which names the certificate covers,
 * when it expired, who issued it. Java's own message for the most frequent fault is "unable to find valid certification
 * path to requested target".
 */
final class ServerCertificateCheck extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager java;

    ServerCertificateCheck(X509ExtendedTrustManager java) {
        this.java = java;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            java.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw new RefusedCertificateException(reason(chain, engine.getPeerHost(), e), e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            java.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            String host = socket instanceof SSLSocket ssl ? ssl.getHandshakeSession().getPeerHost() : "";
            throw new RefusedCertificateException(reason(chain, host, e), e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        java.checkServerTrusted(chain, authType);
    }

    private static Failure reason(X509Certificate[] chain, String host, CertificateException refusal) {
        String detail = String.valueOf(refusal.getMessage());
        for (X509Certificate certificate : chain) {
            if (Instant.now().isAfter(certificate.getNotAfter().toInstant())) {
                return new Failure(Cause.CERTIFICATE_EXPIRED,
                        "The server's certificate (" + subject(certificate) + ") expired on "
                                + certificate.getNotAfter().toInstant() + ".",
                        "Renew it on that member, or check the clock of this host. To save a snapshot at once, pass"
                                + " --insecure-skip-tls-verify (in the console: accept any certificate). Then nothing"
                                + " proves who answers: another host could receive the login, or hand out a snapshot"
                                + " of its own.",
                        detail);
            }
            if (Instant.now().isBefore(certificate.getNotBefore().toInstant())) {
                return new Failure(Cause.CERTIFICATE_NOT_YET_VALID,
                        "The server's certificate (" + subject(certificate) + ") is valid only from "
                                + certificate.getNotBefore().toInstant() + ".",
                        "Check the clocks of this host and of that member.", detail);
            }
        }
        if (detail.contains("No subject alternative") || detail.contains("No name matching")) {
            return new Failure(Cause.NAME_NOT_COVERED,
                    "The server's certificate does not cover " + host + ". It covers " + names(chain[0]) + ".",
                    "Use one of the names that the certificate covers as the endpoint, or give it as the TLS server name.",
                    detail);
        }
        if (detail.contains("PKIX path") || detail.contains("certification path")) {
            return new Failure(Cause.UNKNOWN_AUTHORITY,
                    "The server's certificate (" + subject(chain[0]) + ") was issued by "
                            + chain[chain.length - 1].getIssuerX500Principal().getName()
                            + ", which is not among the trusted authorities.",
                    "Give the CA file of this cluster.", detail);
        }
        return new Failure(Cause.CERTIFICATE_REFUSED,
                "The server's certificate (" + subject(chain[0]) + ") cannot be accepted: " + detail + ".",
                "Inspect it with: openssl x509 -noout -text", detail);
    }

    private static String subject(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName();
        return name.isEmpty() ? "for " + names(certificate) : name;
    }

    /** The names that a certificate covers, as one text. */
    static String names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            // Each entry is a type (2 DNS name, 7 IP address, ...) and a value.
            if (certificate.getSubjectAlternativeNames() != null) {
                certificate.getSubjectAlternativeNames().forEach(entry -> names.add(String.valueOf(entry.get(1))));
            }
        } catch (CertificateParsingException e) {
            return "names that cannot be read";
        }
        return names.isEmpty() ? "no name" : String.join(", ", names);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return java.getAcceptedIssuers();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        java.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        java.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        java.checkClientTrusted(chain, authType);
    }
}
