package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.explain.Explanation;
import org.etcdrecovery.core.explain.Explanations;
import org.junit.jupiter.api.Test;

/**
 * Codes are constants of many classes, and words of the script that works on hosts. So the compiled classes are searched
 * for texts that have the form of a code and begin with a subject that has codes.
 */
class EveryCodeIsExplainedTest {
    private static final Path SCRIPTS = Path.of("../recovery-core/src/main/resources/org/etcdrecovery/core/deliver");
    private static final Pattern OF_A_SCRIPT = Pattern.compile("\\bdie ([a-z]+\\.[a-z-]+) ");
    private static final Pattern CODE = Pattern.compile("[a-z]+\\.[a-z0-9]+(-[a-z0-9]+)*");
    /** Names of files and packages that have the form of a code. */
    private static final Set<String> NAMES = Set.of("deliver.yaml", "io.grpc", "io.netty");
    /** Failures of the command line that have no code of their own. */
    private static final Set<String> WITHOUT_SUBJECT = Set.of("usage", "failed");

    private final Set<String> explained = Explanations.load()
            .all()
            .stream()
            .map(Explanation::code)
            .collect(Collectors.toCollection(TreeSet::new));

    @Test
    void everyCodeIsExplainedAndEveryEntryHasACode() throws Exception {
        Set<String> subjects = explained.stream().map(code -> code.replaceAll("\\..*", "")).collect(Collectors.toSet());
        Set<String> codes = new TreeSet<>(WITHOUT_SUBJECT);
        constants(Explanations.class, codes);
        constants(Main.class, codes);
        codes.removeIf(code -> !WITHOUT_SUBJECT.contains(code) && !subjects.contains(code.replaceAll("\\..*", "")));
        codes.removeAll(NAMES);
        codes.addAll(ofScripts());
        Arrays.stream(Failure.Cause.values()).map(EveryCodeIsExplainedTest::code).forEach(codes::add);

        assertThat(without(codes, explained)).as("codes that are not explained").isEmpty();
        assertThat(without(explained, codes)).as("entries without a code").isEmpty();
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static String code(Failure.Cause cause) {
        return new Failure(cause, "", "", "").code();
    }

    private static Set<String> ofScripts() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            for (Path file : files.toList()) {
                Matcher matcher = OF_A_SCRIPT.matcher(Files.readString(file));
                while (matcher.find()) {
                    codes.add(matcher.group(1));
                }
            }
        }
        assertThat(codes).contains("host.in-use", "quarantine.open");
        return codes;
    }

    /** Collects the constants with the form of a code from the jar or directory of a class. */
    private static void constants(Class<?> one, Set<String> codes) throws Exception {
        Path root = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(root)) {
            search(root, codes);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(root)) {
                search(jar.getPath("/"), codes);
            }
        }
    }

    private static void search(Path root, Set<String> codes) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                for (PoolEntry entry : ClassFile.of().parse(Files.readAllBytes(file)).constantPool()) {
                    if (entry instanceof StringEntry text && CODE.matcher(text.stringValue()).matches()) {
                        codes.add(text.stringValue());
                    }
                }
            }
        }
    }
}
