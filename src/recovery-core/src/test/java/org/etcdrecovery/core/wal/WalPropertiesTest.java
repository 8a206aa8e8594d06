package org.etcdrecovery.core.wal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.proto.ConfState;

class WalPropertiesTest {
    private static final WalRecord.Metadata METADATA = new WalRecord.Metadata(7, 9);

    @Property(tries = 200)
    void readsWhatWasWritten(@ForAll("records") List<WalRecord> records) throws IOException {
        List<WalRecord> read = new ArrayList<>();
        WalEnd end = WalFiles.read(WalFiles.log(write(records)), (record, _) -> read.add(record));
        assertThat(end).isInstanceOf(WalEnd.Complete.class);
        assertThat(read.getFirst()).isEqualTo(new WalRecord.Crc(0));
        assertThat(read.subList(1, read.size())).isEqualTo(records);
    }

    @Property(tries = 300)
    void everyBeginningOfALogIsABeginningOfItsRecords(@ForAll("records") List<WalRecord> records,
            @ForAll @IntRange(min = 0, max = 1 << 20) int length, @ForAll boolean preallocated) throws IOException {
        byte[] whole = write(records);
        int cut = length % (whole.length + 1);
        byte[] segment = preallocated
                ? Arrays.copyOf(Arrays.copyOf(whole, cut / 512 * 512), whole.length + 4096)
                : Arrays.copyOf(whole, cut);
        List<WalRecord> read = new ArrayList<>();
        WalEnd end = WalFiles.read(WalFiles.log(segment), (record, _) -> read.add(record));
        int offset = (int) end.position().offset();
        assertThat(read).isEqualTo(expected(records, read.size()));
        assertThat(end instanceof WalEnd.Complete).isEqualTo(isZero(segment, offset));
        if (end instanceof WalEnd.Torn torn) {
            assertThat(isZero(segment, offset + (int) torn.droppedBytes())).isTrue();
            assertThat(segment[offset + (int) torn.droppedBytes() - 1]).isNotZero();
        }
    }

    /** The CRC covers the data but not types and lengths, so a change may go unnoticed; the format offers no more. */
    @Property(tries = 500)
    void changedBytesAreDamageOrAnEnd(@ForAll("records") List<WalRecord> records,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 1 << 20) Integer> places,
            @ForAll @IntRange(min = 1, max = 255) int change) throws IOException {
        byte[] segment = WalFiles.withZeros(write(records), 600);
        for (int place : places) {
            segment[place % segment.length] ^= (byte) change;
        }
        readAnything(segment);
    }

    @Property(tries = 300)
    void takesAnyBytes(@ForAll @Size(max = 2000) byte[] bytes, @ForAll boolean behindALog) throws IOException {
        byte[] segment = bytes;
        if (behindALog) {
            byte[] whole = write(List.of(METADATA));
            segment = Arrays.copyOf(whole, whole.length + bytes.length);
            System.arraycopy(bytes, 0, segment, whole.length, bytes.length);
        }
        readAnything(segment);
    }

    private static void readAnything(byte[] segment) throws IOException {
        long offset;
        try {
            offset = WalFiles.read(WalFiles.log(segment), (_, _) -> {}).position().offset();
        } catch (MalformedDataException e) {
            offset = e.offset();
        }
        assertThat(offset).isBetween(0L, (long) segment.length);
    }

    private static List<WalRecord> expected(List<WalRecord> records, int count) {
        List<WalRecord> all = new ArrayList<>(List.of(new WalRecord.Crc(0)));
        all.addAll(records);
        return all.subList(0, count);
    }

    private static boolean isZero(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    static byte[] write(List<WalRecord> records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WalWriter.write(records, Channels.newChannel(out));
        return out.toByteArray();
    }

    @Provide
    static Arbitrary<List<WalRecord>> records() {
        Arbitrary<Long> number = Arbitraries.longs();
        Arbitrary<ByteString> data = Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(1500)
                .map(ByteString::copyFrom);
        Arbitrary<WalRecord> entry = Combinators.combine(Arbitraries.of(EntryType.class), number, number, data)
                .as(WalRecord.Entry::new);
        Arbitrary<WalRecord> state = Combinators.combine(number, number, number).as(WalRecord.State::new);
        Arbitrary<ConfState> confState = Combinators.combine(number.list().ofMaxSize(3), number.list().ofMaxSize(3))
                .as((voters, learners) -> ConfState.newBuilder()
                        .addAllVoters(voters)
                        .addAllLearners(learners)
                        .setAutoLeave(false)
                        .build());
        Arbitrary<WalRecord> snapshot = Combinators.combine(number, number, confState.injectNull(0.3))
                .as(WalRecord.Snapshot::new);
        return Arbitraries.oneOf(Arbitraries.just(METADATA), entry, state, snapshot).list().ofMaxSize(12);
    }
}
