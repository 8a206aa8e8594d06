package org.etcdrecovery.core.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyValueReaderTest {
    private final KeyValueReader reader = new KeyValueReader();

    @Property
    void readsWhatIsWritten(@ForAll byte[] key, @ForAll long create, @ForAll long mod, @ForAll long version,
            @ForAll byte[] value, @ForAll long lease, @ForAll @Size(max = 5) int[] unknown) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeByteArray(1, key);
        out.writeInt64(2, create);
        out.writeInt64(3, mod);
        unknownFields(unknown).writeTo(out);
        out.writeInt64(4, version);
        out.writeByteArray(5, value);
        out.writeInt64(6, lease);
        out.flush();

        ByteBuffer buffer = surrounded(bytes.toByteArray());

        assertThat(reader.read(buffer, 3, bytes.size())).isNull();
        assertThat(slice(buffer, reader.keyStart(), reader.keyLength())).isEqualTo(key);
        assertThat(reader.createRevision()).isEqualTo(create);
        assertThat(reader.modRevision()).isEqualTo(mod);
        assertThat(reader.version()).isEqualTo(version);
        assertThat(slice(buffer, reader.valueStart(), reader.valueLength())).isEqualTo(value);
        assertThat(reader.lease()).isEqualTo(lease);
    }

    /** Not groups: Go skips them too, but no server of any version could write them here. */
    private static UnknownFieldSet unknownFields(int[] numbers) {
        UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();
        for (int number : numbers) {
            fields.mergeField(7 + Math.floorMod(number, (1 << 29) - 7), Field.newBuilder()
                    .addVarint(number)
                    .addFixed32(number)
                    .addFixed64(number)
                    .addLengthDelimited(ByteString.copyFromUtf8("of a newer server"))
                    .build());
        }
        return fields.build();
    }

    @Property(tries = 2000)
    void anyBytesAreAKeyValueOrAProblem(@ForAll byte[] bytes) {
        readToAnEnd(bytes);
    }

    @Property(tries = 2000)
    void aSpoiltKeyValueIsOneOrAProblem(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int changes)
            throws IOException {
        Random random = new Random(seed);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeByteArray(1, new byte[random.nextInt(200)]);
        out.writeInt64(3, random.nextLong());
        out.writeByteArray(5, new byte[random.nextInt(200)]);
        out.flush();
        byte[] spoilt = bytes.toByteArray();
        for (int i = 0; i < changes; i++) {
            spoilt[random.nextInt(Math.min(spoilt.length, 20))] = (byte) random.nextInt();
        }
        readToAnEnd(spoilt);
        readToAnEnd(Arrays.copyOf(spoilt, random.nextInt(spoilt.length)));
    }

    /** The reader either refuses the bytes, or the key and the value are within the message. */
    private void readToAnEnd(byte[] bytes) {
        if (reader.read(surrounded(bytes), 3, bytes.length) == null) {
            assertThat(reader.keyStart()).isBetween(3, 3 + bytes.length - reader.keyLength());
            assertThat(reader.valueStart()).isBetween(3, 3 + bytes.length - reader.valueLength());
        }
    }

    @Test
    void anEmptyMessageIsTheRecordOfABump() {
        reader.read(ByteBuffer.wrap(HexFormat.of().parseHex("0a016b18053205")), 0, 5);
        assertThat(reader.read(ByteBuffer.allocate(0), 0, 0)).isNull();
        assertThat(reader.keyLength()).isZero();
        assertThat(reader.valueLength()).isZero();
        assertThat(reader.modRevision()).isZero();
        assertThat(reader.lease()).isZero();
    }

    @Test
    void theLastOfAFieldCounts() {
        byte[] twice = HexFormat.of().parseHex("0a0161" + "1801" + "0a026263" + "1802");
        ByteBuffer buffer = ByteBuffer.wrap(twice);
        assertThat(reader.read(buffer, 0, twice.length)).isNull();
        assertThat(slice(buffer, reader.keyStart(), reader.keyLength())).containsExactly('b', 'c');
        assertThat(reader.modRevision()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            // A truncated tag, number, length and bytes.
            "80", "18", "1880", "0a", "0a80", "0a0561", "3a0561", "3d000000", "3900000000000000",
            // Numbers of eleven bytes.
            "18ffffffffffffffffffff01", "ffffffffffffffffffff01",
            // Lengths beyond an int, beyond a long, and negative ones.
            "0affffffff07", "0affffffffffffffff7f", "0affffffffffffffffff01", "2a8080808010",
            // Field 0, field 2^29, and wire types that do not exist.
            "0001", "808080801001", "0b", "0c", "3b", "3c", "3e", "3f",
            // Known fields with the wrong wire type.
            "0801", "2801", "1201aa", "3201aa", "0d00000000", "190000000000000000"})
    void whatIsNoKeyValueIsSaidToBeNone(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(reader.read(surrounded(bytes), 3, bytes.length)).isNotBlank();
        byte[] behind = HexFormat.of().parseHex("0a016b" + hex);
        assertThat(reader.read(surrounded(behind), 3, behind.length)).isNotBlank();
    }

    /** Puts three bytes before and sixteen after the given ones, so that the test sees a read beyond their end. */
    private static ByteBuffer surrounded(byte[] bytes) {
        byte[] surrounded = new byte[3 + bytes.length + 16];
        Arrays.fill(surrounded, (byte) 1);
        return ByteBuffer.wrap(surrounded).put(3, bytes);
    }

    private static byte[] slice(ByteBuffer buffer, int start, int length) {
        byte[] slice = new byte[length];
        buffer.get(start, slice);
        return slice;
    }
}
