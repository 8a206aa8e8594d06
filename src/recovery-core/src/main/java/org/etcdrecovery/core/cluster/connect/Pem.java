package org.etcdrecovery.core.cluster.connect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.core.files.SmallFile;
import org.etcdrecovery.core.text.ErrorMessages;

/**
 * Reads certificates and private keys from PEM files (RFC 7468).
 *
 * <p>Java reads private keys only as PKCS#8 ({@code PRIVATE KEY}). openssl and cfssl often write the
 * older PKCS#1 ({@code RSA PRIVATE KEY}) or SEC 1 ({@code EC PRIVATE KEY}); {@link Pkcs8} adds the missing envelope to
 * those.
 */
final class Pem {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----",
            Pattern.DOTALL);
    private static final String[] KEY_ALGORITHMS = {"RSA", "EC", "Ed25519", "Ed448"};

    private record Block(String label, String body) {}

    private Pem() {}

    /**
     * All certificates of a file, in order; at least one.
     *
     * @throws SettingsException if the file cannot be read or holds no certificate
     */
    static List<X509Certificate> certificates(Path file) throws SettingsException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(file)) {
            if (block.label().equals("CERTIFICATE") || block.label().equals("TRUSTED CERTIFICATE")) {
                certificates.add(certificate(file, decode(file, block)));
            }
        }
        if (certificates.isEmpty()) {
            throw new SettingsException(file + " holds no certificate in PEM form (-----BEGIN CERTIFICATE-----).");
        }
        return certificates;
    }

    /**
     * The first private key of a file.
     *
     * @throws SettingsException if the file cannot be read, holds no private key, or only an encrypted one
     */
    static PrivateKey privateKey(Path file) throws SettingsException {
        for (Block block : blocks(file)) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return privateKey(file, decode(file, block));
                }
                case "RSA PRIVATE KEY" -> {
                    refuseEncrypted(file, block);
                    return privateKey(file, Pkcs8.ofPkcs1(decode(file, block)));
                }
                case "EC PRIVATE KEY" -> {
                    refuseEncrypted(file, block);
                    return privateKey(file, Pkcs8.ofSec1(file, decode(file, block)));
                }
                case "ENCRYPTED PRIVATE KEY" -> throw encrypted(file);
                default -> {
                    // EC PARAMETERS, or the certificate in the same file.
                }
            }
        }
        throw new SettingsException(file + " holds no private key in PEM form (-----BEGIN PRIVATE KEY-----).");
    }

    private static List<Block> blocks(Path file) throws SettingsException {
        Matcher matcher = BLOCK.matcher(text(file));
        List<Block> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    private static String text(Path file) throws SettingsException {
        try {
            // Latin-1 reads any bytes, so a DER file is reported as not being PEM and not as a wrong character.
            byte[] bytes = SmallFile.read(file, SmallFile.USUAL_LIMIT, "a PEM file");
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new SettingsException(file + " does not exist.", e);
        } catch (AccessDeniedException e) {
            throw new SettingsException("This user has no permission to read " + file + ".", e);
        } catch (IOException e) {
            throw new SettingsException(ErrorMessages.of(e) + ".", e);
        }
    }

    private static byte[] decode(Path file, Block block) throws SettingsException {
        try {
            return Base64.getMimeDecoder().decode(block.body());
        } catch (IllegalArgumentException e) {
            throw new SettingsException(file + ": the Base64 of its " + block.label() + " is damaged.", e);
        }
    }

    private static X509Certificate certificate(Path file, byte[] der) throws SettingsException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new SettingsException(file + ": its certificate cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static PrivateKey privateKey(Path file, byte[] pkcs8) throws SettingsException {
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException e) {
                // A key of another kind: the next algorithm may fit.
            }
        }
        throw new SettingsException(file + ": its private key is damaged or of an unknown kind (known are "
                + String.join(", ", KEY_ALGORITHMS) + ").");
    }

    private static void refuseEncrypted(Path file, Block block) throws SettingsException {
        if (block.body().contains("ENCRYPTED")) {
            throw encrypted(file);
        }
    }

    private static SettingsException encrypted(Path file) {
        return new SettingsException(file + ": the private key is protected by a password, which etcd's tools do not"
                + " accept either. Write an unencrypted copy with: openssl pkey -in " + file.getFileName()
                + " -out open.key");
    }
}
