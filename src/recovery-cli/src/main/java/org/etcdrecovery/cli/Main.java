package org.etcdrecovery.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.etcdrecovery.cli.options.WrongUsageException;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.cli.verb.Manners;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.cli.verb.Verb;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.text.Trace;
import org.etcdrecovery.core.text.UrlText;
import org.etcdrecovery.core.text.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The program: runs one verb and exits. */
public final class Main {
    /** What the program is called. */
    public static final String NAME = "etcd-recovery";
    private static final long CLEAN_UP_SECONDS = 60;

    private Main() {}

    /** Runs the verb that the arguments name. */
    public static void main(String[] arguments) {
        Session session = new Session(Terminal.ofProcess(System.getenv()), new Cancellation(), System.getenv());
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(session, ended), "cancel"));
        int code = ExitCode.FAILED;
        try {
            code = run(session, arguments);
        } finally {
            ended.countDown();
        }
        end(session, code);
    }

    /** Runs the verb that the arguments name, within this process, and gives its exit code. */
    public static int run(Session session, String... arguments) {
        int code;
        try {
            code = run(session, Invocation.of(session, arguments));
        } catch (Error e) { // Out of memory, foremost: nobody is to see its stack trace.
            session.terminal().err().println(NAME + ": " + Words.of(e));
            code = ExitCode.FAILED;
        }
        session.terminal().err().flush();
        if (session.terminal().out().checkError() && code == ExitCode.OK) {
            session.terminal().err().println(NAME + ": the result could not be written to standard output");
            session.terminal().err().flush();
            code = ExitCode.FAILED;
        }
        return code;
    }

    /**
     * Ends the process. {@link System#exit} looks into every jar for somebody to tell of it, which takes longer than a
     * short command; all is written by now, and the only hook is for signals, which end the process with a code of
     * their own.
     */
    private static void end(Session session, int code) {
        if (session.cancellation().isCancelled()) {
            System.exit(code);
        }
        Runtime.getRuntime().halt(code);
    }

    /** When a signal ends the process: the verb gets the time to take back what it has begun. */
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
            return invocation.program()
                    .setParameterExceptionHandler(
                            (e, _) -> wrongUsage(session, e.getCommandLine(), String.valueOf(e.getMessage())))
                    .setExecutionExceptionHandler(Main::failed)
                    .execute(invocation.forPicocli());
        } catch (WrongUsageException e) {
            return wrongUsage(session, invocation.verb(), e.getMessage());
        }
    }

    private static int wrongUsage(Session session, CommandLine command, String message) {
        Manners manners = mannersOf(command);
        PrintWriter err = session.terminal().err();
        String name = command.getCommandSpec().qualifiedName();
        err.println(manners.failure(name, Shown.text(UrlText.inSentence(message))));
        err.println("'" + name + " --help' tells what it takes.");
        return manners.usageCode();
    }

    private static int failed(Exception e, CommandLine command, @Nullable ParseResult parsed) {
        Manners manners = mannersOf(command);
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        int code;
        if (e instanceof CommandFailure failure) {
            err.println(manners.failure(name, UrlText.withoutLogins(failure.getMessage())));
            code = failure.exitCode();
        } else {
            err.println(manners.failure(name, UrlText.withoutLogins(manners.words(e))));
            code = command.getCommand() instanceof Verb verb ? verb.codeOf(e) : manners.codeOf(e);
        }
        if (command.getCommand() instanceof Verb verb && verb.debug()) {
            err.print(UrlText.withoutLogins(Trace.of(e)));
        }
        return code;
    }

    private static Manners mannersOf(CommandLine command) {
        return command.getCommand() instanceof Verb verb ? verb.manners() : Manners.OWN;
    }
}
