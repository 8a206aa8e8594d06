package org.etcdrecovery.core.cluster.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class ImageDigestTest {
    /** However the bytes are split into messages, all but the last 32 are hashed as the image. */
    @Property(tries = 200)
    void staysThirtyTwoBytesBehind(@ForAll @Size(max = 12) List<@Size(max = 70) byte[]> messages) throws Exception {
        ImageDigest digest = new ImageDigest();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            digest.update(message, message.length);
            all.writeBytes(message);
        }
        byte[] file = all.toByteArray();
        int image = Math.max(0, file.length - ImageDigest.LENGTH);

        ImageDigest.Digests digests = digest.finish();

        assertThat(digest.total()).isEqualTo(file.length);
        assertThat(digests.image()).isEqualTo(sha256(Arrays.copyOf(file, image)));
        assertThat(digests.trailer()).isEqualTo(HexFormat.of().formatHex(file, image, file.length));
        assertThat(digests.file()).isEqualTo(sha256(file));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
