package org.etcdrecovery.core.store.objects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.etcdrecovery.core.files.SmallFile;
import org.etcdrecovery.core.store.objects.StoreException.Reason;
import org.etcdrecovery.core.text.ErrorMessages;
import org.jspecify.annotations.Nullable;

/** The CA certificates of a file, as what Java trusts. */
final class TrustedCertificates {
    private TrustedCertificates() {}

    /** @throws StoreException if the file cannot be read or holds no certificate */
    static TrustManager[] of(Path file) throws StoreException {
        try {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(
                            SmallFile.read(file, SmallFile.USUAL_LIMIT, "a file of CA certificates")));
            if (certificates.isEmpty()) {
                throw new GeneralSecurityException("it is empty");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate each : certificates) {
                store.setCertificateEntry("ca-" + number++, each);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException e) {
            throw new StoreException(Reason.SETTINGS, ErrorMessages.of(e), e);
        } catch (GeneralSecurityException e) {
            throw new StoreException(Reason.SETTINGS,
                    file + " holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)", e);
        }
    }

    /** @param file the certificates; null for those that Java trusts */
    static SSLContext context(@Nullable Path file) throws StoreException {
        try {
            if (file == null) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, of(file), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new StoreException(Reason.TLS, "Java offers no TLS here: " + e.getMessage(), e);
        }
    }
}
