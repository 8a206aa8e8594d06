package org.etcdrecovery.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.etcdrecovery.cli.options.WrongUsageException;
import org.etcdrecovery.cli.terminal.ClosedPipeException;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.cli.verb.Verb;
import org.etcdrecovery.cli.verb.VersionCommand;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.report.json.FailureJson;
import org.etcdrecovery.core.text.ErrorCode;
import org.etcdrecovery.core.text.ErrorMessages;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.text.Trace;
import org.etcdrecovery.core.text.UrlText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The program: runs one verb and exits. */
public final class Main {
    private static final long CLEAN_UP_SECONDS = 60;

    private Main() {}

    /** Runs the verb given by the arguments. */
    public static void main(String[] arguments) {
        CountDownLatch ended = new CountDownLatch(1);
        Session session = begin(ended);
        int code = ExitCode.FAILED;
        try {
            code = run(session, arguments);
        } finally {
            ended.countDown();
        }
        end(session, code);
    }

    /**
     * Begins the session of this process. A signal cancels it.
     *
     * @param ended what a signal then waits for, so that a verb can undo what it has begun
     */
    static Session begin(CountDownLatch ended) {
        Session session = new Session(Terminal.ofProcess(System.getenv()), new Cancellation(), System.getenv());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(session, ended), "cancel"));
        return session;
    }

    /** Runs the verb given by the arguments within this process, and returns its exit code. */
    public static int run(Session session, String... arguments) {
        int code;
        try {
            code = run(session, Invocation.of(session, arguments));
        } catch (Error e) {
            report(session, e);
            code = ExitCode.FAILED;
        }
        session.terminal().err().flush();
        boolean unwritten = session.terminal().out().checkError();
        if (session.terminal().isOutClosed()) {
            return code == ExitCode.OK ? ExitCode.CLOSED_PIPE : code;
        }
        if (unwritten && code == ExitCode.OK) {
            session.terminal()
                    .err()
                    .println(VersionCommand.NAME + ": the result could not be written to standard output");
            session.terminal().err().flush();
            code = ExitCode.FAILED;
        }
        return code;
    }

    /**
     * Ends the process. {@link System#exit} searches every jar for a logger, which takes longer than a short command.
     * By now everything is written, and the only shutdown hook is for signals, which set their own exit code.
     */
    private static void end(Session session, int code) {
        if (session.cancellation().isCancelled()) {
            System.exit(code);
        }
        Runtime.getRuntime().halt(code);
    }

    /** Runs when a signal ends the process: gives the verb time to undo what it has begun. */
    private static void stop(Session session, CountDownLatch ended) {
        session.cancellation().cancel();
        try {
            ended.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int run(Session session, Invocation invocation) {
        try {
            return execute(session, invocation);
        } catch (WrongUsageException e) {
            return wrongUsage(session, invocation.verb(),
                    styleOf(invocation.verb()) == FailureStyle.OWN ? e.plain() : e.getMessage());
        } catch (Error e) {
            report(session, e);
            int code = styleOf(invocation.verb()).codeOf(e);
            if (invocation.verb().getCommand() instanceof Verb verb) {
                verb.printFailure(FailureJson.print(ErrorCode.of(e), code, ErrorMessages.of(e)));
            }
            return code;
        }
    }

    /** Mostly out of memory, which needs no stack trace. */
    private static void report(Session session, Error e) {
        session.terminal().err().println(VersionCommand.NAME + ": " + ErrorMessages.of(e));
    }

    private static int execute(Session session, Invocation invocation) throws WrongUsageException {
        return invocation.program()
                .setParameterExceptionHandler(
                        (e, _) -> wrongUsage(session, e.getCommandLine(), String.valueOf(e.getMessage())))
                .setExecutionExceptionHandler(Main::failed)
                .execute(invocation.forPicocli());
    }

    private static int wrongUsage(Session session, CommandLine command, String message) {
        FailureStyle style = styleOf(command);
        PrintWriter err = session.terminal().err();
        String name = command.getCommandSpec().qualifiedName();
        err.println(style.failure(name, Shown.text(UrlText.inSentence(message))));
        err.println("'" + name + " --help' shows the usage.");
        return style.usageCode();
    }

    private static int failed(Exception e, CommandLine command, @Nullable ParseResult parsed) {
        if (ClosedPipeException.isCauseOf(e)) {
            return ExitCode.CLOSED_PIPE;
        }
        FailureStyle style = styleOf(command);
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        int code;
        String json;
        if (e instanceof CommandFailure failure) {
            err.println(style.failure(name, UrlText.withoutLogins(failure.getMessage())));
            code = failure.exitCode();
            json = failure.json();
        } else {
            err.println(style.failure(name, UrlText.withoutLogins(style.message(e))));
            code = command.getCommand() instanceof Verb verb ? verb.codeOf(e) : style.codeOf(e);
            json = FailureJson.print(ErrorCode.of(e), code, UrlText.withoutLogins(ErrorMessages.of(e)));
        }
        if (command.getCommand() instanceof Verb verb) {
            if (verb.debug()) {
                err.print(UrlText.withoutLogins(Trace.of(e)));
            }
            verb.printFailure(json);
        }
        return code;
    }

    private static FailureStyle styleOf(CommandLine command) {
        return command.getCommand() instanceof Verb verb ? verb.failureStyle() : FailureStyle.OWN;
    }
}
