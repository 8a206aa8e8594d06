package org.etcdrecovery.core.cluster.connect;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** An authority that writes certificates into a directory, as an operator would have them. */
public final class TestAuthority {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    /** The formats of private keys. */
    public enum KeyForm {
        PKCS8_RSA, PKCS1_RSA, PKCS8_EC, SEC1_EC
    }

    /**
     * An issued certificate.
     *
     * @param certificate the file with it
     * @param key         the file with its private key
     */
    public record Issued(Path certificate, Path key) {}

    private final Path directory;
    private final String name;
    private final KeyPair keys;

    /** Creates an authority with a key of its own. */
    public TestAuthority(Path directory, String name) throws Exception {
        this.directory = directory;
        this.name = name;
        this.keys = ec();
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = builder("CN=" + name, keys, now.minus(1, ChronoUnit.DAYS),
                now.plus(10, ChronoUnit.DAYS));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        write(certificate(), pem(builder));
    }

    /** The file with the authority's own certificate. */
    public Path certificate() {
        return directory.resolve(name + ".pem");
    }

    /** A certificate that is valid now. */
    public Issued issue(String subject, KeyForm form, String... names) throws Exception {
        Instant now = Instant.now();
        return issue(subject, form, now.minus(1, ChronoUnit.DAYS), now.plus(1, ChronoUnit.DAYS), names);
    }

    /** A certificate that was valid until yesterday. */
    public Issued issueExpired(String subject, String... names) throws Exception {
        Instant now = Instant.now();
        return issue(subject, KeyForm.PKCS8_EC, now.minus(3, ChronoUnit.DAYS), now.minus(1, ChronoUnit.DAYS), names);
    }

    private Issued issue(String subject, KeyForm form, Instant from, Instant to, String... names) throws Exception {
        KeyPair pair = switch (form) {
            case PKCS8_RSA, PKCS1_RSA -> rsa();
            case PKCS8_EC, SEC1_EC -> ec();
        };
        X509v3CertificateBuilder builder = builder("CN=" + subject, pair, from, to);
        if (names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(Arrays.stream(names)
                    .map(one -> new GeneralName(Character.isDigit(one.charAt(0))
                            ? GeneralName.iPAddress
                            : GeneralName.dNSName, one))
                    .toArray(GeneralName[]::new)));
        }
        Path certificate = directory.resolve(subject + "-" + form + ".crt");
        Path key = directory.resolve(subject + "-" + form + ".key");
        write(certificate, pem(builder));
        write(key, pem(pair.getPrivate(), form));
        return new Issued(certificate, key);
    }

    private X509v3CertificateBuilder builder(String subject, KeyPair pair, Instant from, Instant to) {
        return new JcaX509v3CertificateBuilder(new X500Name("CN=" + name),
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(from), Date.from(to), new X500Name(subject), pair.getPublic());
    }

    private Object pem(X509v3CertificateBuilder builder) throws Exception {
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
    }

    private static PemObject pem(PrivateKey key, KeyForm form) throws IOException {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
        return switch (form) {
            case PKCS8_RSA, PKCS8_EC -> new PemObject("PRIVATE KEY", info.getEncoded());
            case PKCS1_RSA -> new PemObject("RSA PRIVATE KEY", info.parsePrivateKey().toASN1Primitive().getEncoded());
            case SEC1_EC -> new PemObject("EC PRIVATE KEY", sec1(info).getEncoded());
        };
    }

    /** A SEC 1 key as openssl writes it: with the curve inside, where PKCS#8 has it outside. */
    private static ECPrivateKey sec1(PrivateKeyInfo info) throws IOException {
        ECPrivateKey inner = ECPrivateKey
                .getInstance(info.parsePrivateKey());
        return new ECPrivateKey(256, inner.getKey(),
                info.getPrivateKeyAlgorithm().getParameters());
    }

    private static void write(Path file, Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        Files.writeString(file, text.toString());
    }

    private static KeyPair ec() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static KeyPair rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }
}
