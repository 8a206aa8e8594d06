package org.etcdrecovery.core.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with the class path of the tests: where memory is to be small, or a process to be killed. */
public final class ForkedJvm {
    private ForkedJvm() {}

    /**
     * Runs a class to its end.
     *
     * @param flags     of the JVM, such as {@code -Xmx64m}
     * @param main      has a main method
     * @param arguments of it
     * @return what it printed, standard error included; its last line is {@code exit N}
     */
    public static List<String> run(List<String> flags, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", classPath()), main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            List<String> lines = new ArrayList<>(
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList());
            lines.add("exit " + process.waitFor());
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String classPath() {
        return System.getProperty("java.class.path", "." + File.pathSeparator);
    }
}
