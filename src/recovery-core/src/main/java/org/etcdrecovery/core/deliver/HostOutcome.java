package org.etcdrecovery.core.deliver;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.text.ErrorMessages;
import org.etcdrecovery.core.text.Shown;

/**
 * How one host came out of a step.
 *
 * @param target       the member and its host
 * @param state        the last word of its journal, as far as it is known
 * @param failure      why the step was not taken; empty if it was
 * @param quarantine   the port of 127.0.0.1 at which the member listens for clients, while it is in quarantine
 * @param startCommand the command by which the operator now starts the member there; empty if that is not left to them
 * @param details      what else the host said, a line each
 */
public record HostOutcome(DeliveryTarget target, Optional<HostState> state, Optional<Failure> failure,
        OptionalInt quarantine, Optional<String> startCommand, List<String> details) {
    private static final Predicate<String> COMMENT = line -> line.startsWith("# ");
    private static final Pattern CONTINUED = Pattern.compile("\\s*\\\\\\n\\s*");

    /** Escapes what comes from the host. */
    public HostOutcome {
        startCommand = startCommand.map(Shown::message);
        details = details.stream().map(Shown::message).toList();
    }

    /**
     * Why a step was not taken.
     *
     * @param code    a stable code
     * @param message one sentence
     * @param log     the last lines of the log that explains it; may be empty
     */
    public record Failure(String code, String message, List<String> log) {
        /** Escapes what comes from the host. */
        public Failure {
            message = Shown.message(message);
            log = log.stream().map(line -> Shown.message(line.replace('\t', ' '))).toList();
        }

        /** A failure without a log. */
        public Failure(String code, String message) {
            this(code, message, List.of());
        }

        /** Whether nothing answered there: the host may be off. */
        boolean isSilence() {
            return code.equals("ssh.unreachable") || code.equals("ssh.silent");
        }

        static Failure of(DeliveryException e) {
            return new Failure(e.code(), ErrorMessages.of(e), e.log());
        }
    }

    /** Whether the step was taken. */
    public boolean done() {
        return failure.isEmpty();
    }

    static HostOutcome failed(DeliveryTarget target, Failure failure) {
        return new HostOutcome(target, Optional.empty(), Optional.of(failure), OptionalInt.empty(), Optional.empty(),
                List.of());
    }

    /** What the answer of a step says. */
    static HostOutcome of(DeliveryTarget target, HostAnswer answer, List<String> details) {
        return new HostOutcome(target, answer.value("state").flatMap(HostState::of), Optional.empty(),
                port(answer), Optional.empty(), details);
    }

    /**
     * This outcome with the command by which the operator starts the member.
     *
     * @param command may be continued over several lines, and have comments in lines of their own, which become details
     */
    HostOutcome startedBy(String command) {
        Stream<String> remarks = command.lines().filter(COMMENT).map(line -> line.substring(2));
        // One line, as everything that is said of a host.
        String line = CONTINUED
                .matcher(command.lines().filter(COMMENT.negate()).collect(Collectors.joining("\n")))
                .replaceAll(" ");
        return new HostOutcome(target, state, failure, quarantine, Optional.of(line),
                Stream.concat(details.stream(), remarks).toList());
    }

    static OptionalInt port(HostAnswer answer) {
        long port = answer.number("quarantine").orElse(0);
        return port > 0 && port <= 65_535 ? OptionalInt.of((int) port) : OptionalInt.empty();
    }
}
