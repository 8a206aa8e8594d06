package org.etcdrecovery.core.cluster.connect;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Wraps a key of an older format in the PKCS#8 envelope (RFC 5208), which Java reads:
 *
 * <pre>
 * PrivateKeyInfo ::= SEQUENCE { version INTEGER 0, algorithm AlgorithmIdentifier, privateKey OCTET STRING }
 * AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY }
 * ECPrivateKey ::= SEQUENCE { version INTEGER 1, privateKey OCTET STRING, [0] curve OBJECT IDENTIFIER, [1] publicKey }
 * </pre>
 *
 * The old format is the content of the octet string. For RSA the algorithm is always the same. For EC its parameter is
 * the curve, which is copied out of the old format (RFC 5915).
 */
final class Pkcs8 {
    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int CURVE = 0xA0;
    private static final int LONG_LENGTH = 0x80;
    private static final byte[] VERSION_0 = {INTEGER, 1, 0};
    /** OBJECT IDENTIFIER 1.2.840.113549.1.1.1 rsaEncryption, NULL. */
    private static final byte[] RSA = {0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1, 5,
            0};
    /** OBJECT IDENTIFIER 1.2.840.10045.2.1 id-ecPublicKey. */
    private static final byte[] EC = {0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 2, 1};

    private Pkcs8() {}

    /** The envelope around an RSAPrivateKey. */
    static byte[] ofPkcs1(byte[] rsaPrivateKey) {
        return element(SEQUENCE, VERSION_0, element(SEQUENCE, RSA), element(OCTET_STRING, rsaPrivateKey));
    }

    /**
     * The envelope around an ECPrivateKey.
     *
     * @throws SettingsException if it does not name its curve, or is damaged
     */
    static byte[] ofSec1(Path file, byte[] ecPrivateKey) throws SettingsException {
        return element(SEQUENCE, VERSION_0, element(SEQUENCE, EC, curve(file, ecPrivateKey)),
                element(OCTET_STRING, ecPrivateKey));
    }

    private static byte[] curve(Path file, byte[] ecPrivateKey) throws SettingsException {
        try {
            int end = contentEnd(ecPrivateKey, 0);
            for (int at = contentStart(ecPrivateKey, 0); at < end; at = contentEnd(ecPrivateKey, at)) {
                if ((ecPrivateKey[at] & 0xFF) == CURVE) {
                    return Arrays.copyOfRange(ecPrivateKey, contentStart(ecPrivateKey, at),
                            contentEnd(ecPrivateKey, at));
                }
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new SettingsException(file + ": its EC private key is damaged.", e);
        }
        throw new SettingsException(file + ": its EC private key does not name its curve. Rewrite it with: openssl"
                + " pkey -in " + file.getFileName() + " -out named.key");
    }

    private static int contentStart(byte[] der, int at) {
        int length = der[at + 1] & 0xFF;
        return length < LONG_LENGTH ? at + 2 : at + 2 + (length - LONG_LENGTH);
    }

    private static int contentEnd(byte[] der, int at) {
        int start = contentStart(der, at);
        int length = der[at + 1] & 0xFF;
        if (length >= LONG_LENGTH) {
            length = 0;
            for (int i = at + 2; i < start; i++) {
                length = (length << Byte.SIZE) | (der[i] & 0xFF);
            }
        }
        if (length < 0 || length > der.length - start) {
            throw new ArrayIndexOutOfBoundsException(start + length);
        }
        return start + length;
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        writeLength(element, content.size());
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < LONG_LENGTH) {
            out.write(length);
            return;
        }
        int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + Byte.SIZE - 1) / Byte.SIZE;
        out.write(LONG_LENGTH | bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            out.write(length >>> (i * Byte.SIZE));
        }
    }
}
