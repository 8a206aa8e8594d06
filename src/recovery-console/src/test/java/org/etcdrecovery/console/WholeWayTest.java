package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A robot that goes through the whole recovery in the window, as an operator would. */
class WholeWayTest extends ConsoleTest {
    @TempDir
    Path out;

    @TempDir
    Path lost;

    @Test
    void goesFromTheSampleToThreeDataDirectories() throws TimeoutException {
        clickOn("#sample");
        press("Continue to Inspect");
        press("Continue to Cluster");
        plan(Member.onFreePorts(out, 3));
        press("Write 3 data directories");
        awaitPrimary("Continue to Start");

        for (String name : List.of("m1", "m2", "m3")) {
            assertThat(out.resolve("new").resolve(name + ".etcd").resolve("member/snap/db")).exists();
        }
    }

    @Test
    void goesFromADeadClusterToAProvenOne() throws TimeoutException {
        try (RealCluster old = RealCluster.fresh(EtcdVersion.V3_6, lost, 3)) {
            old.gateway().put("key", "value");
            old.member(1).kill();
            old.member(2).kill();
            clickOn("#task-recover");
            type("#endpoints", old.members()
                    .stream()
                    .map(member -> member.member().clientUrl().toString())
                    .collect(Collectors.joining(",")));
            press("Connect");
            awaitPrimary("Continue to Snapshot");
            await(() -> banner("#verdict").contains("Quorum is lost"));
            press("Continue to Snapshot");
            type("#saveTo", out.resolve("saved.db").toString());
            press("Save snapshot");
            press("Continue to Inspect");
            press("Continue to Cluster");
        }
        plan(Member.onFreePorts(out, 3));
        press("Write 3 data directories");
        press("Continue to Start");
        try (Shell shell = new Shell(EtcdVersion.V3_6, out)) {
            startCommands().forEach(shell::start);
            press("Continue to Verify");
            press("Check the cluster");
            awaitPrimary("Done");
        }

        await(() -> banner("#proof").contains("Proven"));
        assertThat(Files.exists(out.resolve("saved.db.manifest.json"))).isTrue();
    }

    @Test
    void namesTheOldMemberThatWasNotStopped() throws TimeoutException {
        try (RealCluster old = RealCluster.fresh(EtcdVersion.V3_6, lost, 1)) {
            Member survivor = old.members().getFirst().member();
            // The form derives the client URL from the port below.
            URI peer = URI.create("http://127.0.0.1:" + (survivor.clientUrl().getPort() + 1));
            Member planned = new Member("m1", out.resolve("m1.etcd"), peer, survivor.clientUrl(), List.of());
            clickOn("#sample");
            press("Continue to Inspect");
            press("Continue to Cluster");
            plan(List.of(planned));
            press("Write 1 data directory");
            press("Continue to Start");
            await(() -> banner("#strangers").contains("another cluster still answers"));
            assertThat(rail("start")).contains("Another cluster answers");
            press("Continue to Verify");
            await(() -> banner("#strangers").contains("another cluster still answers"));

            press("Check the cluster");
            awaitPrimary("Check again");
            assertThat(banner("#proof")).contains("Not proven");
            assertThat(rail("verify")).contains("Another cluster answers");
        }

        await(() -> banner("#strangers").isEmpty());
    }

    private String rail(String step) {
        return onFx(() -> lookup("#step-" + step).query().getAccessibleText());
    }

    private void plan(List<Member> members) throws TimeoutException {
        await(() -> lookup("#writeInto").tryQuery().isPresent());
        clickOn("#paste");
        type("#pasteText", Member.initialCluster(members));
        clickOn("#pasteTake");
        type("#writeInto", out.resolve("new").toString());
        press("Continue to Safety");
        press("Continue to Restore");
    }

    /** The commands that the step Start shows for each member. */
    private List<String> startCommands() {
        List<String> commands = new ArrayList<>();
        for (String name : List.of("m1", "m2", "m3")) {
            clickOn("#member-" + name);
            commands.add(lookup(".command-block").queryAllAs(CommandBlock.class)
                    .stream()
                    .map(CommandBlock::text)
                    .filter(text -> text.startsWith("etcd "))
                    .findFirst()
                    .orElseThrow());
        }
        return commands;
    }

    private String banner(String id) {
        return lookup(id).queryAllAs(Banner.class)
                .stream()
                .filter(Banner::isVisible)
                .map(Banner::title)
                .collect(Collectors.joining("\n"));
    }

    private void type(String field, String text) throws TimeoutException {
        await(() -> lookup(field).tryQuery().isPresent());
        doOnFx(() -> lookup(field).queryAs(TextInputControl.class).setText(text));
    }

    /** Presses the primary button once it has this label and is enabled. */
    private void press(String primary) throws TimeoutException {
        awaitPrimary(primary);
        clickOn("#primaryAction");
    }

    private void awaitPrimary(String text) throws TimeoutException {
        await(() -> lookup("#primaryAction").tryQueryAs(Button.class)
                .filter(button -> button.getText().equals(text) && !button.isDisabled())
                .isPresent());
    }
}
