package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A robot without a mouse that recovers a lost cluster, whose survivor still runs until Verify has named it. It only
 * types, and only where the focus is.
 */
class KeyboardWalkTest extends ConsoleTest {
    /** More than the stops of any page. */
    private static final int STOPS = 80;

    @TempDir
    Path out;

    @TempDir
    Path lost;

    @Test
    void recoversALostClusterByKeyboardAlone() throws TimeoutException {
        doOnFx(() -> {
            stage().setWidth(1024);
            stage().setHeight(700);
        });
        List<String> commands;
        try (RealCluster old = RealCluster.fresh(EtcdVersion.V3_6, lost, 3)) {
            old.gateway().put("key", "value");
            old.member(1).kill();
            old.member(2).kill();
            awaitFocus("task-recover");
            push(KeyCode.ENTER);
            awaitFocus("endpoints");
            write(old.members()
                    .stream()
                    .map(member -> member.member().clientUrl().toString())
                    .collect(Collectors.joining(",")));
            lead("Connect");
            awaitPrimary("Continue to Snapshot");
            assertNothingIsCut("Source");
            lead("Continue to Snapshot");
            await(() -> lookup("#saveTo").tryQuery().isPresent());
            fill("saveTo", out.resolve("saved.db").toString());
            lead("Save snapshot");
            awaitPrimary("Continue to Inspect");
            assertNothingIsCut("Snapshot", out);
            lead("Continue to Inspect");
            lead("Continue to Cluster");
            await(() -> lookup("#writeInto").tryQuery().isPresent());
            fill("writeInto", out.resolve("new").toString());
            lead("Continue to Safety");
            lead("Continue to Restore");
            lead("Write 3 data directories");
            awaitPrimary("Continue to Start");
            awaitFocus("primaryAction");
            push(KeyCode.ENTER);
            commands = startCommands();
            awaitSurvivor(true);
            lead("Continue to Verify");
            lead("Check the cluster");
            awaitPrimary("Check again");
            assertThat(lookup("#proof").queryAs(Banner.class).title()).startsWith("Not proven");
            assertNothingIsCut("Verify, not proven", out, lost);
            awaitSurvivor(true);
            old.member(0).kill();
            awaitSurvivor(false);
        }
        try (Shell shell = new Shell(EtcdVersion.V3_6, out)) {
            commands.forEach(shell::start);
            lead("Check again");
            awaitPrimary("Done");
            awaitFocus("report-incident");
        }
        assertThat(lookup("#proof").queryAs(Banner.class).title()).startsWith("Proven");
        assertNothingIsCut("Verify, proven", out);
    }

    /** Waits until the page names the old member at a planned URL, or no longer does. */
    private void awaitSurvivor(boolean named) throws TimeoutException {
        await(() -> {
            Banner banner = lookup("#strangers").queryAs(Banner.class);
            return banner.isVisible() == named && (!named || banner.getAccessibleText().contains("m1 at "));
        });
    }

    private List<String> startCommands() throws TimeoutException {
        List<String> commands = new ArrayList<>();
        for (String name : List.of("m1", "m2", "m3")) {
            if (commands.isEmpty()) {
                tabTo("member-" + name);
            } else {
                push(KeyCode.RIGHT);
            }
            awaitFocus("member-" + name);
            push(KeyCode.SPACE);
            commands.add(onFx(() -> lookup(".command-block").queryAllAs(CommandBlock.class)
                    .stream()
                    .map(CommandBlock::text)
                    .filter(text -> text.startsWith("etcd "))
                    .findFirst()
                    .orElseThrow()));
        }
        return commands;
    }

    private void fill(String field, String text) throws TimeoutException {
        tabTo(field);
        push(KeyCode.SHORTCUT, KeyCode.A);
        write(text);
    }

    private void tabTo(String id) throws TimeoutException {
        for (int i = 0; i < STOPS && !hasFocus(id); i++) {
            push(KeyCode.TAB);
        }
        assertThat(hasFocus(id)).as("Tab reaches " + id).isTrue();
    }

    private boolean hasFocus(String id) {
        return onFx(() -> {
            Node owner = stage().getScene().getFocusOwner();
            return owner != null && id.equals(owner.getId());
        });
    }

    private void awaitFocus(String id) throws TimeoutException {
        await(() -> {
            Node owner = stage().getScene().getFocusOwner();
            return owner != null && id.equals(owner.getId());
        });
    }

    /** Presses the primary button by its shortcut, once it has this label and is enabled. */
    private void lead(String primary) throws TimeoutException {
        awaitPrimary(primary);
        push(KeyCode.SHORTCUT, KeyCode.ENTER);
    }

    private void awaitPrimary(String text) throws TimeoutException {
        await(() -> lookup("#primaryAction").tryQueryAs(Button.class)
                .filter(button -> button.getText().equals(text) && !button.isDisabled())
                .isPresent());
    }
}
