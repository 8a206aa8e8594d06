package org.etcdrecovery.core.cluster.connect;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS for Java's HTTP client whose certificates must cover the host of an endpoint, although the client is given the port
 * of this host that leads there.
 */
final class NamedTls extends SSLContextSpi {
    private final SSLContext tls;
    private final Endpoint endpoint;

    private NamedTls(SSLContext tls, Endpoint endpoint) {
        this.tls = tls;
        this.endpoint = endpoint;
    }

    static SSLContext of(SSLContext tls, Endpoint endpoint) {
        return new SSLContext(new NamedTls(tls, endpoint), tls.getProvider(), tls.getProtocol()) {
        };
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return tls.createSSLEngine(endpoint.host(), endpoint.port());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return engineCreateSSLEngine();
    }

    @Override
    protected void engineInit(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust,
            @Nullable SecureRandom random) throws KeyManagementException {
        throw new KeyManagementException("it has its keys already");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        throw new UnsupportedOperationException("the HTTP client uses engines");
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        throw new UnsupportedOperationException("the HTTP client uses engines");
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return tls.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return tls.getClientSessionContext();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        return tls.getDefaultSSLParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        return tls.getSupportedSSLParameters();
    }
}
