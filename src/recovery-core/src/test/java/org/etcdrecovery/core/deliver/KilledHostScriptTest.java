package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.core.deliver.MemberFiles.assertNew;
import static org.etcdrecovery.core.deliver.MemberFiles.assertOld;
import static org.etcdrecovery.core.deliver.MemberFiles.host;
import static org.etcdrecovery.core.deliver.MemberFiles.old;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.etcdrecovery.core.deliver.LocalHost.Answer;
import org.etcdrecovery.core.testing.LongRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of the hosts, broken off anywhere. */
class KilledHostScriptTest {
    /** Every command that changes something counts, and the shell is killed at the one that is wanted. */
    private static final String KILLED = """
            count=0
            counted() {
                count=$((count + 1))
                if [ "$count" = %d ]; then kill -9 $$; fi
            }
            for command in mv mkdir rmdir rm chmod cp flush; do
                eval "$command() { counted; $(if [ "$command" = flush ]; then echo :; else echo "command $command \\"\\$@\\""; fi); }"
            done
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void anActivationThatIsKilledAnywhereGoesOnOrIsUndone(boolean mounted, boolean undo) throws IOException {
        for (int kill = undo ? 1 : 2;; kill += LongRun.times(3, 1)) {
            Path data = Files.createDirectories(directory.resolve("k" + kill)).resolve("etcd");
            old(data);
            LocalHost host = host(data, mounted);
            assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
            Answer killed = host.run(host.call("activate"), KILLED.formatted(kill), _ -> {});
            String state = host.run(host.call("status")).answer().value("state").orElse("");
            if (killed.answer().complete()) {
                assertThat(state).isEqualTo("activated");
                assertThat(kill).as("points at which it was killed").isGreaterThan(6);
                return;
            }
            if (state.equals("staged")) {
                assertOld(data);
            }
            if (!state.equals("activated") && (!undo || state.equals("staged"))) {
                assertDone(host.run(host.call("activate")), kill, state);
                assertNew(data);
            }
            if (undo) {
                assertDone(host.run(host.call("undo")), kill, state);
                assertOld(data);
            }
        }
    }

    private static void assertDone(Answer answer, int kill, String state) {
        assertThat(answer.failed()).as("after the kill at %d in state %s: %s", kill, state, answer).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUndoThatIsKilledAnywhereGoesOn(boolean mounted) throws IOException {
        for (int kill = 1;; kill += LongRun.times(3, 1)) {
            Path data = Files.createDirectories(directory.resolve("k" + kill)).resolve("etcd");
            old(data);
            LocalHost host = host(data, mounted);
            assertThat(host.stage(0, LocalHost.DATABASE.length).failed()).isEmpty();
            assertThat(host.run(host.call("activate")).failed()).isEmpty();
            if (host.run(host.call("undo"), KILLED.formatted(kill), _ -> {}).answer().complete()) {
                assertThat(kill).isGreaterThan(5);
                return;
            }
            String state = host.run(host.call("status")).answer().value("state").orElse("");
            if (!state.equals("undone")) {
                Answer answer = host.run(host.call("undo"));
                assertThat(answer.failed()).as("after the kill at %d: %s", kill, answer).isEmpty();
            }
            assertOld(data);
            assertThat(host.run(host.call("status")).answer().values("kept")).as("what was activated").hasSize(1);
        }
    }

    @Test
    void goesOnWhereACopyWasBrokenOff() throws IOException {
        Path data = directory.resolve("etcd");
        LocalHost host = host(data, false);
        assertThat(host.stage(0, 5000).failed()).startsWith("host.incomplete");
        Answer offer = host.run(host.call("offer"));
        assertThat(offer.answer().number("part")).hasValue(5000);
        assertThat(host.run(host.call("activate")).failed()).startsWith("host.state");
        assertThat(host.stage(5000, LocalHost.DATABASE.length).failed()).isEmpty();
        assertThat(host.run(host.call("activate")).failed()).isEmpty();
        assertNew(data);
    }
}
