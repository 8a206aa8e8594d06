package org.etcdrecovery.console.step.start;

import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.etcdrecovery.core.handover.HandOver;
import org.etcdrecovery.core.report.RecoveryReport.HandedCommand;
import org.etcdrecovery.core.shell.Command;

/** What the operator does for one member, step by step. */
sealed interface MemberGuide permits MemberStart, MemberJoin {
    /** The name of the member. */
    String name();

    /** The steps in order. */
    ReadOnlyObjectProperty<List<HandOver>> steps();

    /** The commands of these steps, for the report; steps without commands are left out. */
    default List<HandedCommand> handedOver() {
        return steps().get()
                .stream()
                .filter(step -> !step.commands().isEmpty())
                .map(step -> new HandedCommand(name(), step.title(),
                        step.commands().stream().map(Command::text).collect(Collectors.joining("\n"))))
                .toList();
    }

    /** All steps as one text for a shell, with everything but the commands as comments. */
    default String text() {
        return steps().get().stream().map(MemberGuide::text).collect(Collectors.joining("\n"));
    }

    private static String text(HandOver step) {
        StringBuilder text = new StringBuilder("# " + step.number() + ". " + step.title() + "\n");
        if (!step.note().isEmpty()) {
            text.append("# ").append(step.note().replace("\n", "\n# ")).append('\n');
        }
        for (Command command : step.commands()) {
            command.notes().forEach(note -> text.append("# ").append(note.replace("\n", "\n# ")).append('\n'));
            text.append(command.text()).append('\n');
        }
        return text.toString();
    }
}
