package org.etcdrecovery.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.etcdrecovery.console.text.HelpTopic;
import org.etcdrecovery.core.shell.Command;
import org.junit.jupiter.api.Test;

class StepOutlineTest {
    private final StepOutline outline = new StepOutline(StepId.INSPECT);
    private final List<String> heard = new ArrayList<>();

    @Test
    void doesNotDisturbWhoeverReadsTheSame() {
        outline.help().addListener((ListChangeListener<HelpTopic>) _ -> heard.add("help"));
        outline.commands().addListener((ListChangeListener<Command>) _ -> heard.add("commands"));

        for (int i = 0; i < 2; i++) {
            outline.explain(List.of(new HelpTopic("title", List.of("paragraph"))));
            outline.command(List.of(new Command("etcd-recovery version", List.of())));
        }
        assertThat(heard).containsExactly("help", "commands");

        outline.command(List.of());
        assertThat(heard).endsWith("commands").hasSize(3);
        assertThat(outline.commands()).isEmpty();
    }

    @Test
    void whatMustComeFirstIsThereOnlyWithCommands() {
        Command first = new Command("export AWS_REGION=eu-1", List.of());
        Command command = new Command("etcd-recovery version", List.of());
        outline.preface(List.of(first));
        assertThat(outline.commands()).isEmpty();

        outline.command(List.of(command));
        assertThat(outline.commands()).containsExactly(first, command);

        outline.preface(List.of());
        assertThat(outline.commands()).containsExactly(command);
    }
}
