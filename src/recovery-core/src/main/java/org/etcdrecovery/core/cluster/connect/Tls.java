package org.etcdrecovery.core.cluster.connect;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Certificates and keys that have been read: for gRPC on the client port, and for HTTP on the peer port. */
final class Tls {
    private static final char[] NO_PASSWORD = {};

    private final X509ExtendedTrustManager trust;
    private final @Nullable KeyManagerFactory keys;
    private Tls(X509ExtendedTrustManager trust, @Nullable KeyManagerFactory keys) {
        this.trust = trust;
        this.keys = keys;
    }

    /**
     * Reads the files.
     *
     * @throws SettingsException if one of them cannot be used, or if only one of certificate and key is given
     */
    static Tls of(TlsSettings settings) throws SettingsException {
        if (settings.certificate().isEmpty() != settings.key().isEmpty()) {
            throw new SettingsException(settings.certificate().isEmpty()
                    ? "A private key is given, but no client certificate for it."
                    : "A client certificate is given, but not its private key.");
        }
        try {
            KeyManagerFactory keys = settings.key().isEmpty()
                    ? null
                    : keys(settings.key().get(), Pem.certificates(settings.certificate().orElseThrow()));
            return new Tls(settings.skipVerify() ? new TrustAllManager() : trust(settings), keys);
        } catch (GeneralSecurityException e) {
            throw new SettingsException("The TLS files cannot be used together: " + e.getMessage() + ".", e);
        }
    }

    /** The context for gRPC, which negotiates HTTP/2. */
    SslContext forGrpc() throws SettingsException {
        // Named, because the search for a provider loads native code, and Java warns about that on standard error.
        SslContextBuilder builder = GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                .trustManager(trust);
        if (keys != null) {
            builder.keyManager(keys);
        }
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new SettingsException("TLS is not available: " + e.getMessage() + ".", e);
        }
    }

    /** The context for HTTPS requests. */
    SSLContext forHttp() throws SettingsException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] managers = keys == null ? null : keys.getKeyManagers();
            context.init(managers, new TrustManager[]{trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new SettingsException("TLS is not available: " + e.getMessage() + ".", e);
        }
    }

    private static X509ExtendedTrustManager trust(TlsSettings settings)
            throws SettingsException, GeneralSecurityException {
        KeyStore authorities = null;
        if (settings.ca().isPresent()) {
            authorities = emptyStore();
            int number = 0;
            for (X509Certificate certificate : Pem.certificates(settings.ca().get())) {
                authorities.setCertificateEntry("ca" + number++, certificate);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(authorities);
        return new ServerCertificateCheck((X509ExtendedTrustManager) factory.getTrustManagers()[0]);
    }

    private static KeyManagerFactory keys(Path keyFile, List<X509Certificate> chain)
            throws GeneralSecurityException, SettingsException {
        PrivateKey key = Pem.privateKey(keyFile);
        if (!belongTogether(key, chain.getFirst().getPublicKey())) {
            throw new SettingsException(keyFile + " is not the private key of the client certificate "
                    + chain.getFirst().getSubjectX500Principal().getName() + ".");
        }
        KeyStore store = emptyStore();
        store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(new X509Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    /**
     * Signs with the key and verifies with the certificate: otherwise a mismatch would look like a refusal by the
     * server.
     */
    private static boolean belongTogether(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        });
        try {
            byte[] message = {1};
            signature.initSign(key);
            signature.update(message);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(message);
            return signature.verify(signed);
        } catch (InvalidKeyException | SignatureException e) {
            return false;
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
