package org.etcdrecovery.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final StringWriter screen = new StringWriter();
    private final ProgressBar bar = new ProgressBar(new PrintWriter(screen), now::get);

    @Test
    void showsNothingOfWhatIsDoneAtOnce() {
        try (Work work = bar.begin(Stage.CHECK, "file", 100)) {
            work.advance(100);
        }
        assertThat(screen.toString()).isEmpty();
    }

    @Test
    void drawsHowFarTheWorkHasComeAndWipesItAtTheEnd() {
        try (Work work = bar.begin(Stage.CHECK, "file", 200)) {
            now.addAndGet(SECOND);
            work.advance(50);
            assertThat(screen.toString()).contains("[#######-----------------------]  25 % checking");
            screen.getBuffer().setLength(0);
        }
        assertThat(screen.toString()).isEqualTo("\r\u001b[K");
    }

    @Test
    void addsUpStagesThatRunBesideEachOther() {
        Work check = bar.begin(Stage.CHECK, "file", 100);
        Work hash = bar.begin(Stage.HASH, "file", 300);
        now.addAndGet(SECOND);
        check.advance(100);
        assertThat(screen.toString()).contains(" 25 % checking, hashing");
        check.close();
        assertThat(screen.toString()).doesNotEndWith("\r\u001b[K");
        hash.close();
        assertThat(screen.toString()).endsWith("\r\u001b[K");
    }

    @Test
    void drawsNoOftenerThanAnEyeCanFollow() {
        try (Work work = bar.begin(Stage.WRITE, "m1", 1000)) {
            now.addAndGet(SECOND);
            for (int i = 0; i < 1000; i++) {
                work.advance(1);
            }
        }
        assertThat(screen.toString().split("writing", -1)).hasSize(2);
    }

    @Test
    void namesWorkWhoseSizeIsNotKnown() {
        try (Work work = bar.begin(Stage.SAVE, "m1", -1)) {
            now.addAndGet(SECOND);
            work.advance(1);
            assertThat(screen.toString()).isEqualTo("\r\u001b[Kreceiving");
        }
    }

    @Test
    void givesWayToMessages() {
        bar.print("first\n");
        try (Work work = bar.begin(Stage.CHECK, "file", 200)) {
            now.addAndGet(SECOND);
            work.advance(50);
            bar.print("second\n");
            bar.print("third\n");
            now.addAndGet(SECOND);
            work.advance(50);
        }
        assertThat(screen.toString()).isEqualTo("""
                first
                \r\u001b[K[#######-----------------------]  25 % checking\r\u001b[Ksecond
                third
                \r\u001b[K[###############---------------]  50 % checking\r\u001b[K""");
    }
}
