package org.etcdrecovery.core.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalNeedsTest {
    private static final long GIB = 1L << 30;

    @TempDir
    private Path directory;

    @Test
    void tooLittleSpaceOrMemoryIsRefused() {
        assertThatThrownBy(needs(GIB, GIB + (128 << 20) - 1, 0, GIB)::require)
                .isInstanceOfSatisfying(RehearsalException.class,
                        e -> assertThat(e.code()).isEqualTo("rehearse.no-space"))
                .hasMessageContaining("it takes up to 1.1 GB")
                .hasMessageContaining("--scratch DIR");
        assertThatThrownBy(needs(0, GIB, GIB, GIB - 1)::require)
                .isInstanceOfSatisfying(RehearsalException.class,
                        e -> assertThat(e.code()).isEqualTo("rehearse.no-memory"));
        assertThatCode(needs(GIB, GIB + (128 << 20), GIB, GIB)::require).doesNotThrowAnyException();
        assertThatCode(new RehearsalNeeds(directory, 1, 0, GIB, GIB, OptionalLong.empty())::require)
                .as("a system that does not tell its memory")
                .doesNotThrowAnyException();
    }

    private RehearsalNeeds needs(long disk, long freeDisk, long memory, long freeMemory) {
        return needs(1, disk, freeDisk, memory, freeMemory);
    }

    private RehearsalNeeds needs(int members, long disk, long freeDisk, long memory, long freeMemory) {
        return new RehearsalNeeds(directory, members, disk, freeDisk, memory, OptionalLong.of(freeMemory));
    }

    @Test
    void fewerMembersAreAdvisedOnlyIfThereAreSeveral() {
        for (int members : new int[]{1, 3}) {
            for (RehearsalNeeds needs : new RehearsalNeeds[]{needs(members, GIB, 0, 0, GIB),
                    needs(members, 0, GIB, GIB, 0)}) {
                assertThatThrownBy(needs::require).message()
                        .satisfies(text -> assertThat(text.toLowerCase(Locale.ROOT).contains("rehearse one member"))
                                .isEqualTo(members > 1));
            }
        }
    }

    @Test
    void everyMemberTakesItsOwn() throws IOException {
        RestorePlan plan = RehearsalFixture.plan(RehearsalFixture.SAMPLE, EtcdVersion.V3_6, directory, 3, 0);
        RehearsalNeeds one = RehearsalNeeds.of(plan, 1, Scratch.in(directory));
        RehearsalNeeds three = RehearsalNeeds.of(plan, 3, Scratch.in(directory));

        assertThat(three.disk()).isBetween(2 * one.disk(), 3 * one.disk());
        assertThat(three.memory()).isEqualTo(3 * one.memory());
        assertThat(one.freeDisk()).isPositive();
        assertThat(one.disk()).as("its log alone").isGreaterThan(128 << 20);
    }
}
