package org.etcdrecovery.core.rehearse;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.rehearse.RehearsalException.Reason;
import org.etcdrecovery.core.text.Shown;

/**
 * An etcd on this host that can be run.
 *
 * @param path    the program, an absolute path
 * @param version what {@code etcd --version} prints, such as {@code 3.6.16}
 */
public record EtcdProgram(Path path, String version) {
    private static final Pattern VERSION = Pattern.compile("(?m)^etcd Version: (\\d[\\w.+-]{0,40})$");
    /** How Java quotes the system: {@code error=8, Exec format error} or {@code error: 8 (Exec format error)}. */
    private static final Pattern REASON = Pattern.compile("error[=:] ?\\d+,? \\(?([^()]+)");
    private static final Set<PosixFilePermission> EXECUTE = EnumSet.of(PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);
    private static final String PROGRAM = "etcd";
    private static final long PATIENCE_SECONDS = 10;
    private static final int MOST_PRINTED = 4096;

    /**
     * The etcd that the operator names.
     *
     * @throws RehearsalException if it is not an etcd of the planned release
     */
    public static EtcdProgram named(Path path, EtcdRelease target) throws RehearsalException {
        Path program = path.toAbsolutePath().normalize();
        EtcdProgram etcd = new EtcdProgram(program, ask(program));
        if (!etcd.isOf(target)) {
            throw new RehearsalException(Reason.OTHER_VERSION, program + " is etcd " + etcd.version
                    + ", but the plan is for etcd " + target + ": a rehearsal with another version would prove nothing"
                    + " about it. Name an etcd " + target + ", or make a plan for the version that will run.");
        }
        return etcd;
    }

    /**
     * The first etcd of the planned release in {@code PATH}.
     *
     * @throws RehearsalException if there is none
     */
    public static EtcdProgram find(EtcdRelease target, Map<String, String> environment) throws RehearsalException {
        StringBuilder others = new StringBuilder();
        for (Path program : inPath(environment)) {
            Optional<String> version = version(program);
            if (version.isPresent()) {
                EtcdProgram etcd = new EtcdProgram(program, version.get());
                if (etcd.isOf(target)) {
                    return etcd;
                }
                others.append(others.isEmpty() ? "" : ", ").append(program).append(" is ").append(version.get());
            }
        }
        throw new RehearsalException(Reason.NO_ETCD, "No etcd " + target + " in PATH"
                + (others.isEmpty() ? "" : " (" + others + ")")
                + ". Choose an etcd " + target + " binary.");
    }

    private static String whyNot(Path program, IOException refused) {
        if (Files.isDirectory(program)) {
            return "it is a directory";
        }
        if (!Files.exists(program)) {
            return "there is no such file";
        }
        if (hasNoExecuteBit(program)) {
            return "it may not be executed (chmod +x gives the permission)";
        }
        Matcher reason = REASON.matcher(String.valueOf(refused.getMessage()));
        return "the system refuses to run it" + (reason.find() ? " (" + Shown.text(reason.group(1)) + ")" : "");
    }

    /** A file on a disk that is mounted with noexec has the bit, but cannot be executed, either. */
    private static boolean hasNoExecuteBit(Path program) {
        try {
            return Collections.disjoint(Files.getPosixFilePermissions(program), EXECUTE);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Every program named etcd in {@code PATH}. A relative directory is left out: what it means depends on where this runs. */
    private static List<Path> inPath(Map<String, String> environment) {
        List<Path> programs = new ArrayList<>();
        for (String directory : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            try {
                Path program = Path.of(directory).resolve(PROGRAM);
                if (program.isAbsolute() && Files.isRegularFile(program) && Files.isExecutable(program)) {
                    programs.add(program);
                }
            } catch (InvalidPathException e) {
                // No directory has this name.
            }
        }
        return programs;
    }

    private boolean isOf(EtcdRelease target) {
        return EtcdRelease.parse(version).filter(target::equals).isPresent();
    }

    private static Optional<String> version(Path program) {
        try {
            return Optional.of(ask(program));
        } catch (RehearsalException e) {
            // Not an etcd: as good as absent.
            return Optional.empty();
        }
    }

    private static String ask(Path program) throws RehearsalException {
        Process process;
        try {
            process = EtcdEnvironment.clean(new ProcessBuilder(program.toString(), "--version"))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new RehearsalException(Reason.NO_ETCD, program + " cannot be run: " + whyNot(program, e)
                    + ". Choose an etcd binary.", e);
        }
        try {
            process.getOutputStream().close();
            CompletableFuture<String> printed = CompletableFuture.supplyAsync(() -> first(process.getInputStream()),
                    Thread::startVirtualThread);
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Matcher matcher = VERSION.matcher(printed.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
                if (matcher.find()) {
                    return matcher.group(1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } catch (IOException | ExecutionException | TimeoutException e) {
            // What it printed cannot be read, so it is not known to be etcd.
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        throw new RehearsalException(Reason.NO_ETCD,
                program + " is not etcd: asked for its version, it does not print a line such as “etcd Version: 3.6.16”."
                        + " Choose an etcd binary.");
    }

    private static String first(InputStream printed) {
        try (printed) {
            return new String(printed.readNBytes(MOST_PRINTED), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
