package org.etcdrecovery.core.raftsnap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.proto.ConfState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected files were written by real servers and tools; see the README next to them. */
class SnapFileTest {
    private static final List<Long> VOTERS = List.of(0x0ccd392320437df7L, 0xa2e89e6162a17a97L, 0xe990133b093f36cfL);

    @ParameterizedTest
    @CsvSource({"3.4.23, true", "3.5.35, true", "3.6.16, true", "3.7.3, false"})
    void writesWhatTheToolWrites(String version, boolean withAutoLeave) throws IOException {
        byte[] file = bytes(version + "/restored-three.snap");
        ConfState.Builder confState = ConfState.newBuilder().addAllVoters(VOTERS);
        if (withAutoLeave) {
            confState.setAutoLeave(false);
        }
        SnapFile snapshot = new SnapFile(1, 3, confState.build(), SnapFile.read(source(file)).store());
        assertThat(snapshot.toBytes()).isEqualTo(file);
        assertThat(snapshot.name().fileName()).isEqualTo("0000000000000001-0000000000000003.snap");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.4.23", "3.5.35", "3.6.16", "3.7.3"})
    void readsTheFileOfARealServer(String version) throws IOException {
        byte[] file = bytes(version + "/server.snap");
        SnapFile snapshot = SnapFile.read(source(file));
        assertThat(snapshot.term()).isEqualTo(2);
        assertThat(snapshot.index()).isEqualTo(0x2a);
        assertThat(snapshot.confState().getVotersCount()).isEqualTo(1);
        assertThat(snapshot.confState().getLearnersCount()).isEqualTo(1);
        assertThat(snapshot.store().toStringUtf8()).startsWith("{\"Root\":{\"Path\":\"/\"").endsWith("}");
        assertThat(snapshot.toBytes()).isEqualTo(file);
    }

    @Test
    void refusesAnEmptyFile() {
        assertThatThrownBy(() -> SnapFile.read(source())).isInstanceOf(MalformedDataException.class)
                .hasMessage("snap at offset 0: expected a raft snapshot and its CRC, found an empty one");
    }

    @Test
    void refusesAWrongCrc() throws IOException {
        byte[] file = bytes("3.6.16/server.snap");
        file[100] ^= 1;
        assertThatThrownBy(() -> SnapFile.read(source(file))).isInstanceOf(MalformedDataException.class)
                .hasMessageMatching(
                        "snap at offset 0: expected the CRC [0-9a-f]{8}, found data with the CRC [0-9a-f]{8}");
    }

    @Test
    void refusesBytesThatAreNoMessage() {
        assertThatThrownBy(() -> SnapFile.read(source(new byte[]{(byte) 0xff, 1}))).isInstanceOf(
                MalformedDataException.class);
    }

    @Property(tries = 200)
    void neverBelievesAFaultyFile(@ForAll @IntRange(min = 0, max = 7692) int place,
            @ForAll @IntRange(min = 1, max = 255) int change, @ForAll boolean cut) throws IOException {
        byte[] file = bytes("3.6.16/server.snap");
        SnapFile good = SnapFile.read(source(file));
        byte[] faulty = cut ? Arrays.copyOf(file, place) : file.clone();
        if (!cut) {
            faulty[place] ^= (byte) change;
        }
        try {
            assertThat(SnapFile.read(source(faulty))).isEqualTo(good);
        } catch (MalformedDataException e) {
            assertThat(e).hasMessageStartingWith("snap at offset 0");
        }
    }

    private static ByteSource source(byte... file) {
        return ByteSource.of("snap", file);
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream in = SnapFileTest.class.getResourceAsStream("/raftsnap/" + resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        }
    }
}
