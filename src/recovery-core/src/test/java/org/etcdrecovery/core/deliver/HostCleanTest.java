package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.core.deliver.LocalHost.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a clean-up of a host removes, and above all what it does not. */
class HostCleanTest {
    @TempDir
    private Path directory;
    private Path data;
    private Path place;
    private LocalHost host;

    @BeforeEach
    void begin() {
        data = directory.resolve("etcd");
        place = directory.resolve(".etcd-recovery-etcd");
        host = new LocalHost(data, new ServiceForm.None());
    }

    @Test
    void removesWhatIsStagedWhateverPlanItIsOf() throws IOException {
        old();
        stage();
        Answer cleaned = host.run(host.call("clean").with("plan", "b".repeat(64)));
        assertThat(cleaned.failed()).isEmpty();
        assertThat(place).doesNotExist();
        assertOld();
        Answer again = host.run(host.call("clean").with("plan", "b".repeat(64)));
        assertThat(again.failed()).as("where nothing is left").isEmpty();
        assertThat(again.answer().value("state")).contains("nothing");
        assertOld();
    }

    @Test
    void anotherPlanRemovesNothingThatIsInPlace() throws IOException {
        old();
        activate();
        Answer cleaned = host.run(host.call("clean").with("plan", "b".repeat(64)).with("replaced", "yes"));
        assertThat(cleaned.failed()).startsWith("host.other-plan");
        assertThat(aside("old-")).exists();
    }

    @ParameterizedTest
    @CsvSource({"none, true", "saved, true", "unsaved, false", "unknown, false"})
    void anUndoneMemberGoesOnceWhatWasWrittenIsSaved(String writes, boolean goes) throws IOException {
        old();
        activate();
        Files.writeString(data.resolve("member/snap/db"), "written", StandardOpenOption.APPEND);
        assertThat(host.run(host.call("undo").with("writes", writes)).failed()).isEmpty();
        assertThat(host.run(host.call("status")).answer().value("kept-writes").orElse("")).startsWith(writes + " ");

        Answer cleaned = host.run(host.call("clean"));
        assertThat(cleaned.failed().isEmpty()).as("%s", cleaned).isEqualTo(goes);
        assertThat(Files.exists(place)).isEqualTo(!goes);
        if (!goes) {
            assertThat(cleaned.failed()).startsWith("host.unsaved").contains("nothing was removed");
            assertThat(aside("undone-")).exists();
            assertThat(host.run(host.call("clean").with("discard", "yes")).failed()).isEmpty();
        }
        assertOld();
    }

    @Test
    void anUndoThatIsResumedKeepsWhatTheFirstOneKnew() throws IOException {
        old();
        activate();
        Files.writeString(data.resolve("member/snap/db"), "written", StandardOpenOption.APPEND);
        Answer broken = host.run(host.call("undo").with("writes", "saved"), "bring_back() { kill -9 $$; }\n", _ -> {});
        assertThat(broken.answer().complete()).isFalse();
        assertThat(host.run(host.call("clean")).failed()).as("in between").startsWith("host.state");
        assertThat(host.run(host.call("undo").with("writes", "unknown")).failed()).isEmpty();
        assertThat(host.run(host.call("clean")).failed()).isEmpty();
        assertOld();
    }

    @Test
    void anUndoneMemberThatNeverStartedCanBeSentAgain() throws IOException {
        old();
        activate();
        assertThat(host.run(host.call("undo")).failed()).isEmpty();
        assertThat(host.run(host.call("clean")).failed()).isEmpty();
        assertOld();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheUndoTookAwayStaysIfTheOldDirectoryIsNotBack(boolean discard) throws IOException {
        old();
        activate();
        assertThat(host.run(host.call("undo").with("writes", "saved")).failed()).isEmpty();
        Files.move(data, directory.resolve("elsewhere"));
        Answer cleaned = host.run(host.call("clean").with("discard", discard ? "yes" : "no").with("replaced", "yes"));
        assertThat(cleaned.failed()).startsWith("host.state").contains("may be all that is left");
        assertThat(aside("undone-")).exists();
    }

    @Test
    void whereNothingWasBeforeNothingHasToBeBack() throws IOException {
        activate();
        assertThat(host.run(host.call("undo").with("writes", "saved")).failed()).isEmpty();
        assertThat(data).doesNotExist();
        assertThat(host.run(host.call("clean")).failed()).isEmpty();
        assertThat(place).doesNotExist();
    }

    /** However it came to be there. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anOldDirectoryThatIsNotBackIsNeverRemoved(boolean undone) throws IOException {
        old();
        if (undone) {
            activate();
            assertThat(host.run(host.call("undo").with("writes", "saved")).failed()).isEmpty();
        } else {
            stage();
        }
        Files.createDirectories(place.resolve("old-20261129T100000Z/member"));
        Answer cleaned = host.run(host.call("clean").with("replaced", "yes").with("discard", "yes"));
        assertThat(cleaned.failed()).startsWith("host.state").contains("is not back in place");
        assertThat(place.resolve("old-20261129T100000Z")).exists();
        assertOld();
    }

    @Test
    void theOldDirectoryStaysIfThereIsNoNewMember() throws IOException {
        old();
        activate();
        Files.delete(data.resolve("member/snap/db"));
        Answer cleaned = host.run(host.call("clean").with("replaced", "yes"));
        assertThat(cleaned.failed()).startsWith("host.state").contains("there is no new member");
        assertThat(aside("old-")).exists();
    }

    @Test
    void anUndoneMemberOfAnEarlierRoundIsAskedForToo() throws IOException {
        old();
        activate();
        Files.writeString(data.resolve("member/snap/db"), "written", StandardOpenOption.APPEND);
        assertThat(host.run(host.call("undo").with("writes", "unsaved")).failed()).isEmpty();
        activate();
        Answer cleaned = host.run(host.call("clean").with("replaced", "yes"));
        assertThat(cleaned.failed()).startsWith("host.unsaved");
        assertThat(aside("old-")).as("all of it or nothing").exists();
        assertThat(host.run(host.call("clean").with("replaced", "yes").with("discard", "yes")).failed()).isEmpty();
        assertThat(data.resolve("member/snap/db")).hasBinaryContent(LocalHost.DATABASE);
    }

    /** Another program may need them, and the operator may have named the wrong directory. */
    @Test
    void filesThatAreNotEtcdsAreNotMovedAside() throws IOException {
        Files.createDirectories(data);
        Path foreign = Files.writeString(data.resolve("ledger.txt"), "of another program");
        stage();
        assertThat(host.run(host.call("activate")).failed()).startsWith("host.foreign");
        assertThat(foreign).hasContent("of another program");
        assertThat(host.run(host.call("status")).answer().value("state")).contains("staged");

        Files.delete(foreign);
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
    }

    private void old() throws IOException {
        Files.createDirectories(data.resolve("member/snap"));
        Files.writeString(data.resolve("member/snap/db"), "old");
    }

    private void assertOld() {
        assertThat(data.resolve("member/snap/db")).hasContent("old");
    }

    private void stage() throws IOException {
        assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
    }

    private void activate() throws IOException {
        stage();
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
    }

    private Path aside(String prefix) throws IOException {
        try (Stream<Path> entries = Files.list(place)) {
            List<Path> found = entries.filter(entry -> entry.getFileName().toString().startsWith(prefix)).toList();
            assertThat(found).as(prefix).hasSize(1);
            return found.getFirst();
        }
    }
}
