package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers of 3.4.23, 3.5.35, 3.6.16 and 3.7.3 did with these records when they started. */
class GoDecoderTest {
    @ParameterizedTest
    @CsvSource({"'', true, true, empty", "7a0141, true, true, an unknown field",
            "7b08017c, true, true, an unknown group",
            "ffff, false, false, cut off", "0200, false, false, field 0", "7c, false, false, a group that only ends",
            "7f, false, false, wire type 7", "0a05, false, false, bytes beyond the end",
            "0affffffffffffffffff01, false, false, a negative length",
            "0801, false, true, a name that is a number", "22020a00, false, true, an option that is bytes",
            "2200, true, true, options as etcd writes them", "22020801, true, true, an option",
            "1a01ff, true, false, a role that is not UTF-8", "0a01ff, true, true, a name is bytes",
            "7b080174, true, false, a group that ends under another number", "7b, false, false, a group without an end",
            "808080801000, true, false, a field number of more than 29 bits",
            "f8ffffff1f00, true, false, a field number of 32 bits",
            "78ffffffffffffffffff7f, true, false, a number of more than 64 bits",
            "78ffffffffffffffffff01, true, true, a number of 64 bits",
            "78ffffffffffffffffffff01, false, false, a number of eleven bytes",
            "79000000, false, false, a fixed number that is cut off", "7d00000000, true, true, a fixed number"})
    void decodesAUserAsEtcdDoes(String hex, boolean gogo, boolean google, String what) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(problem(GoDecoder.GOGO, GoMessage.USER, bytes) == null).as("gogo: " + what).isEqualTo(gogo);
        assertThat(problem(GoDecoder.GOOGLE, GoMessage.USER, bytes) == null).as("google: " + what).isEqualTo(google);
    }

    @Test
    void saysWhichReleasesRefuse() {
        assertThat(GoMessage.LEASE.refused(new byte[]{8, 1})).isEmpty();
        assertThat(GoMessage.LEASE.refused(new byte[]{10, 0}).orElseThrow().versions()).hasToString("3.4 to 3.6");
        assertThat(GoMessage.USER.refused(new byte[]{26, 1, -1}).orElseThrow().versions()).hasToString("3.7 and later");
        assertThat(GoMessage.ALARM.refused(new byte[]{-1}).orElseThrow().versions()).isEqualTo(StartCheck.EVERY);
        assertThat(GoMessage.ROLE.refused(new byte[]{18, 2, 10, 0}).orElseThrow().problem())
                .isEqualTo("field 1 of wire type 2");
    }

    @Test
    void groupsWithinGroupsEnd() {
        byte[] deep = new byte[1 << 20];
        Arrays.fill(deep, (byte) 0x7b);
        assertThat(problem(GoDecoder.GOGO, GoMessage.USER, deep)).isEqualTo("groups within groups");
        assertThat(problem(GoDecoder.GOOGLE, GoMessage.USER, deep)).isEqualTo("groups within groups");
    }

    @Test
    void readsNothingOutsideOfTheMessage() {
        byte[] bytes = {1, 1, 10, 1, 65, 1};
        assertThat(GoDecoder.GOGO.problem(GoMessage.USER, ByteBuffer.wrap(bytes), 2, 3)).isNull();
        assertThat(GoDecoder.GOGO.problem(GoMessage.USER, ByteBuffer.wrap(bytes), 2, 2)).isNotNull();
    }

    private static @Nullable String problem(GoDecoder decoder, GoMessage message, byte[] bytes) {
        return decoder.problem(message, ByteBuffer.wrap(bytes), 0, bytes.length);
    }
}
