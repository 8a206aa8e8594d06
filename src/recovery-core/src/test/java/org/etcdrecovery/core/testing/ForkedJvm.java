package org.etcdrecovery.core.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with the class path of the tests, for tests that limit its memory or kill it. */
public final class ForkedJvm {
    private ForkedJvm() {}

    /**
     * Runs a class and waits until it ends.
     *
     * @param flags     flags of the JVM, such as {@code -Xmx64m}
     * @param main      a class with a main method
     * @param arguments the arguments of the main method
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
