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
 * An SSL context that checks a server's certificate against the host of its endpoint, although the HTTP client connects to
 * 127.0.0.1, where a route forwards the port. {@code HttpClient} has no setting for that.
 */
final class RoutedTls extends SSLContextSpi {
    private final SSLContext tls;
    private final Endpoint endpoint;

    private RoutedTls(SSLContext tls, Endpoint endpoint) {
        this.tls = tls;
        this.endpoint = endpoint;
    }

    static SSLContext of(SSLContext tls, Endpoint endpoint) {
        // The constructor of SSLContext is protected.
        return new SSLContext(new RoutedTls(tls, endpoint), tls.getProvider(), tls.getProtocol()) {
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
        throw new KeyManagementException("the context is initialised already");
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
