package org.etcdrecovery.console.shell;

import java.util.List;
import org.etcdrecovery.console.text.HelpTopic;
import org.etcdrecovery.core.shell.Command;

/**
 * The status of a step: all that the shell shows of it at one moment. Each step computes it by a pure function from its
 * facts.
 *
 * @param state    the state in the rail
 * @param caption  a few words under the name in the rail; may be empty
 * @param primary  the primary button
 * @param commands the commands that do what the step does now
 * @param help     the help on the step
 * @param <A>      what the primary button can do
 */
public record StepStatus<A>(StepState state, String caption, Primary<A> primary, List<Command> commands,
        List<HelpTopic> help) {
    /** Copies the lists. */
    public StepStatus {
        commands = List.copyOf(commands);
        help = List.copyOf(help);
    }

    /**
     * The primary button.
     *
     * @param name   its label
     * @param action its action
     * @param reason why it is disabled; empty if it is enabled
     * @param <A>    what it can do
     */
    public record Primary<A>(String name, A action, String reason) {
        /** An enabled button. */
        public static <A> Primary<A> offer(String name, A action) {
            return new Primary<>(name, action, "");
        }

        /** A disabled button. */
        public static <A> Primary<A> withhold(String name, A action, String reason) {
            return new Primary<>(name, action, reason);
        }
    }
}
