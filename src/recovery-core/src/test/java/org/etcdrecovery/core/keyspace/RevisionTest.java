package org.etcdrecovery.core.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionTest {
    /** The first line of {@code bbolt keys 3.6-history key}. */
    private static final String FIRST = "00000000000000025f0000000000000000";

    @Test
    void isTheKeyThatEtcdWrites() {
        assertThat(new Revision(2, 0).toKey()).asHexString().isEqualToIgnoringCase(FIRST);
    }

    @Property
    void isReadInEitherByteOrder(@ForAll @LongRange(min = 0) long main, @ForAll @LongRange(min = 0) long sub) {
        byte[] key = new Revision(main, sub).toKey();
        for (ByteOrder order : new ByteOrder[]{ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            ByteBuffer buffer = ByteBuffer.allocate(key.length + 5).order(order).put(5, key);
            assertThat(Revision.keyProblem(buffer, 5, key.length)).isNull();
            assertThat(Revision.mainOf(buffer, 5)).isEqualTo(main);
            assertThat(Revision.subOf(buffer, 5)).isEqualTo(sub);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', a key of 0 bytes", "00, a key of 1 bytes", FIRST + "7400, a key of 19 bytes",
            "00000000000000025f00000000000000, a key of 16 bytes",
            "00000000000000022d0000000000000000, no '_' between main and sub",
            FIRST + "75, a mark other than 't'", "80000000000000025f0000000000000000, a negative revision",
            "00000000000000025fff00000000000000, a negative revision"})
    void whatIsNoKeyIsSaidToBeNone(String hex, String problem) {
        byte[] key = HexFormat.of().parseHex(hex);
        assertThat(Revision.keyProblem(ByteBuffer.wrap(key), 0, key.length)).isEqualTo(problem);
    }

    @Test
    void theKeyOfADeletionIsOne() {
        byte[] key = HexFormat.of().parseHex(FIRST + "74");
        assertThat(Revision.keyProblem(ByteBuffer.wrap(key), 0, key.length)).isNull();
    }

    @Test
    void comesInTheOrderOfTheChanges() {
        assertThat(new Revision(2, 9)).isLessThan(new Revision(3, 0)).isGreaterThan(new Revision(2, 8));
        assertThat(Revision.ZERO).isLessThan(new Revision(0, 1));
    }
}
